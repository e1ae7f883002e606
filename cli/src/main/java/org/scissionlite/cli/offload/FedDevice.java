package org.scissionlite.cli.offload;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.distribution.BundleFeed;
import org.scissionlite.offload.distribution.Runner;
import org.scissionlite.offload.distribution.Swap;

/**
 * A device runtime for the newest version of a bundle that an edge offers. All versions read
 * pictures in the same way and know the same classes, as what reads and tells them is set at the
 * start: a version that does not is used after the next start.
 */
final class FedDevice implements AutoCloseable {
  private final BundleFeed<Version> feed;
  private final Version first;

  /** A version and what runs it. */
  private record Version(Bundle bundle, DeviceRuntime runtime) implements AutoCloseable {
    void requireSameUseAs(Version other) {
      boolean same =
          bundle.manifest().preprocessing().equals(other.bundle.manifest().preprocessing())
              && bundle.manifest().labels().equals(other.bundle.manifest().labels())
              && runtime.inputs().equals(other.runtime.inputs());
      if (!same) {
        throw new ScissionLiteException(
            "version %s reads pictures in another way or has other labels; start the device again to use it"
                .formatted(bundle.manifest().id().substring(0, 12)));
      }
    }

    @Override
    public void close() {
      runtime.close();
    }
  }

  private static final class Versions implements Runner<Version> {
    private final Function<Bundle, DeviceRuntime> opening;
    private Version first;

    Versions(Function<Bundle, DeviceRuntime> opening) {
      this.opening = opening;
    }

    @Override
    public Version open(Bundle bundle) {
      Version version = new Version(bundle, opening.apply(bundle));
      try {
        if (first == null) {
          first = version;
        }
        version.requireSameUseAs(first);
        return version;
      } catch (ScissionLiteException e) {
        version.close();
        throw e;
      }
    }

    @Override
    public boolean meetsOtherBundle(Version running) {
      return running.runtime().meetsOtherBundle();
    }
  }

  private FedDevice(BundleFeed<Version> feed) {
    this.feed = feed;
    try (Swap.Use<Version> use = feed.running().use()) {
      this.first = use.value();
    }
  }

  /**
   * Brings the bundle and opens it.
   *
   * @param opening of a runtime for a version
   */
  static FedDevice open(
      FetchOptions options,
      String name,
      String scenario,
      Function<Bundle, DeviceRuntime> opening,
      Consumer<String> tell) {
    return new FedDevice(options.open(name, scenario, new Versions(opening), tell));
  }

  /** The version that it began with. */
  Bundle bundle() {
    return first.bundle();
  }

  /** The scenario that it runs. */
  String scenario() {
    return first.runtime().scenario().name();
  }

  List<TensorSpec> inputs() {
    return first.runtime().inputs();
  }

  /** Answers one request with the version in use. */
  Answer infer(Map<String, Tensor> inputs) {
    try (Swap.Use<Version> use = feed.running().use()) {
      return use.value().runtime().infer(inputs);
    }
  }

  /** Begins to answer an image with the version in use. */
  CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos) {
    return feed.running().submit(version -> version.runtime().submit(inputs, arrivedNanos));
  }

  @Override
  public void close() {
    feed.close();
  }
}
