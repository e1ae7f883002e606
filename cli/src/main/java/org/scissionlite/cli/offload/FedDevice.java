package org.scissionlite.cli.offload;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.cli.offload.policy.Running;
import org.scissionlite.engine.Closer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.distribution.BundleFeed;
import org.scissionlite.offload.distribution.Runner;
import org.scissionlite.offload.distribution.Swap;
import org.scissionlite.offload.stream.FrameRunner;
import org.scissionlite.offload.stream.ImageStream.Runners;

/**
 * A device runtime for the newest version of a bundle that an edge offers. All versions read
 * pictures in the same way and know the same classes, as what reads and tells them is set at the
 * start: a version that does not is used after the next start.
 */
final class FedDevice implements AutoCloseable {
  private final BundleFeed<Version> feed;
  private final Version first;

  private FedDevice(BundleFeed<Version> feed) {
    this.feed = feed;
    try (Swap.Use<Version> use = feed.running().use()) {
      this.first = use.value();
    }
  }

  /** How what runs a version is opened. */
  record Opening(Function<Bundle, Running> runtime, Function<Bundle, LocalLane> lane) {
    Version of(Bundle bundle) {
      return Closer.build(
          closer ->
              new Version(
                  bundle,
                  closer.own(runtime.apply(bundle)),
                  closer.own(lane.apply(bundle)),
                  closer));
    }
  }

  /** A version and what runs it. */
  private record Version(Bundle bundle, Running runtime, LocalLane lane, Closer closer)
      implements AutoCloseable {
    boolean isUsedAs(Version other) {
      return bundle.manifest().preprocessing().equals(other.bundle.manifest().preprocessing())
          && bundle.manifest().labels().equals(other.bundle.manifest().labels())
          && runtime.inputs().equals(other.runtime.inputs());
    }

    @Override
    public void close() {
      closer.close();
    }
  }

  private static final class Versions implements Runner<Version> {
    private final Opening opening;
    private Version first;

    Versions(Opening opening) {
      this.opening = opening;
    }

    @Override
    public Version open(Bundle bundle) {
      Version version = opening.of(bundle);
      first = first == null ? version : first;
      if (!version.isUsedAs(first)) {
        version.close();
        throw new ScissionLiteException(
            "version %s reads pictures in another way or has other labels; start the device again to use it"
                .formatted(bundle.manifest().id().substring(0, 12)));
      }
      return version;
    }

    @Override
    public boolean meetsOtherBundle(Version running) {
      return running.runtime().meetsOtherBundle().getAsBoolean();
    }
  }

  /**
   * Brings the bundle and opens it.
   *
   * @param wanted the bundle on the edge
   */
  static FedDevice open(
      FetchOptions options, FetchOptions.Wanted wanted, Opening opening, Consumer<String> tell) {
    return new FedDevice(options.open(wanted, new Versions(opening), tell));
  }

  /** The version that it began with. */
  Bundle bundle() {
    return first.bundle();
  }

  /** The scenario that it runs. */
  String scenario() {
    return first.runtime().name();
  }

  List<TensorSpec> inputs() {
    return first.runtime().inputs();
  }

  /** What answers each image: the version in use when it is submitted. */
  Runners runners() {
    FrameRunner main =
        (inputs, arrived) ->
            feed.running().submit(version -> version.runtime().runner().submit(inputs, arrived));
    FrameRunner alone =
        (inputs, arrived) ->
            feed.running()
                .submit(version -> version.lane().runner().orElseThrow().submit(inputs, arrived));
    return new Runners(
        main, first.lane().runner().isPresent() ? Optional.of(alone) : Optional.empty());
  }

  @Override
  public void close() {
    feed.close();
  }
}
