package org.scissionlite.offload.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.edge.repository.BundleRepository;
import org.scissionlite.offload.edge.repository.Loader;
import org.scissionlite.offload.edge.repository.RepositoryCalls;
import org.scissionlite.offload.edge.repository.WatchedFolder;
import org.scissionlite.offload.wire.ProbeMessages;

/**
 * The bundles of an edge, and what loads and unloads them.
 *
 * @param registry those in service
 * @param repository those that it knows
 * @param calls by which clients load and unload
 */
record EdgeBundles(BundleRegistry registry, BundleRepository repository, RepositoryCalls calls) {
  /** Room for all of a request but the contents of its tensors: names, types, parameters. */
  private static final long ENVELOPE_BYTES = 64 * 1024;

  /** A byte of a tensor takes up to so many in JSON: 4 of FP32 are "-1.2345678805300004e-05, ". */
  private static final int JSON_FACTOR = 8;

  /** More than that no array holds. */
  private static final long MOST_BODY_BYTES = Integer.MAX_VALUE - 1024;

  /** Twice as long as a device waits before it asks for a new version. */
  private static final Duration HANDOVER = Duration.ofSeconds(60);

  private static final Duration SWEEP = Duration.ofSeconds(1);

  /**
   * Loads the first bundles, and begins to watch where that is wanted.
   *
   * @param closer closes all of it with the server
   * @throws org.scissionlite.error.ScissionLiteException if one of them cannot be loaded
   */
  static EdgeBundles open(
      Closer closer,
      List<Bundle> first,
      Engine engine,
      EdgeOptions options,
      EdgeFeatures features) {
    long inputBytes =
        features.isOpenToMore() ? features.requestBytes() : Integer.MAX_VALUE - ENVELOPE_BYTES;
    BundleRegistry registry =
        closer.own(
            new BundleRegistry(
                engine, options.work().sessions(features.tell()), features.budget(), inputBytes));
    BundleRepository repository =
        new BundleRepository(registry, options.gate().bundles(), HANDOVER);
    first.forEach(repository::add);
    Loader loader = closer.own(new Loader());
    loader.repeat(repository::sweep, SWEEP);
    features
        .watched()
        .ifPresent(
            folder -> {
              WatchedFolder watch = new WatchedFolder(folder, repository, features.tell());
              watch.look();
              loader.repeat(watch::look, features.pause());
            });
    return new EdgeBundles(
        registry, repository, new RepositoryCalls(repository, loader, features.isControlled()));
  }

  /** The largest message that makes sense: for one of the models, or for a probe of the link. */
  int maxRequestBytes(EdgeFeatures features) {
    long largest = Math.max(maxTensorBytes(features), ProbeMessages.MOST_BYTES);
    return (int) Math.min(Integer.MAX_VALUE, largest + ENVELOPE_BYTES);
  }

  /** The most bytes of the tensors of a request for one of the models. */
  long maxTensorBytes(EdgeFeatures features) {
    return features.isOpenToMore() ? features.requestBytes() : registry.maxInputBytes();
  }

  /** The largest body that makes sense over HTTP, where a byte may take several in JSON. */
  int maxBodyBytes(EdgeFeatures features) {
    return (int) Math.min(MOST_BODY_BYTES, JSON_FACTOR * maxTensorBytes(features) + ENVELOPE_BYTES);
  }

  List<String> modelNames() {
    return new ArrayList<>(registry.names());
  }
}
