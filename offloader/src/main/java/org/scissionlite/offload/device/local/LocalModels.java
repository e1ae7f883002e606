package org.scissionlite.offload.device.local;

import java.lang.System.Logger;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.offload.device.timing.RunningTime;

/**
 * What the device runs when no edge answers: the edge slice, on what the device slice wrote, or the
 * whole model.
 *
 * <p>The edge slice is opened at once: opened when an edge first fails it would come too late for
 * that image. With it, the whole model is of use only while all edges are known to be away, so it
 * is opened the first time that they are for some seconds, in the background, and takes no memory
 * before. Where the bundle's folder holds no edge slice, the whole model takes its place.
 * Thread-safe.
 */
public final class LocalModels implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LocalModels.class.getName());

  /** An edge that breaks off for a moment is not worth the memory. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Optional<LocalModel> tail;
  private Optional<LocalModel> whole = Optional.empty();
  private Optional<Supplier<LocalModel>> wholeFile;
  private boolean closed;

  private LocalModels(Optional<LocalModel> tail, Optional<Supplier<LocalModel>> wholeFile) {
    this.tail = tail;
    this.wholeFile = wholeFile;
  }

  /** No models: the device cannot answer by itself. */
  public static LocalModels none() {
    return new LocalModels(Optional.empty(), Optional.empty());
  }

  /**
   * Opens what is needed at once.
   *
   * @param threads how many threads one operator may use
   * @throws org.scissionlite.error.ScissionLiteException if it cannot be run
   */
  public static LocalModels open(
      Bundle bundle, SplitScenario scenario, Engine engine, int threads) {
    Optional<Supplier<LocalModel>> tail = opening(bundle, scenario.edge(), engine, threads);
    LocalModels models =
        new LocalModels(
            tail.map(Supplier::get),
            opening(bundle, bundle.manifest().wholeModel(), engine, threads));
    if (tail.isEmpty()) {
      models.whole = models.wholeFile.map(Supplier::get);
    }
    return models;
  }

  private static Optional<Supplier<LocalModel>> opening(
      Bundle bundle, SliceFile file, Engine engine, int threads) {
    return file == null || !Files.exists(bundle.file(file))
        ? Optional.empty()
        : Optional.of(() -> LocalModel.warm(bundle.open(file, engine, threads)));
  }

  /** Whether the device can answer by itself. */
  public synchronized boolean canAnswer() {
    return tail.isPresent() || whole.isPresent();
  }

  /** The edge slice. */
  public Optional<LocalModel> tail() {
    return tail;
  }

  /** The whole model, if it is open. */
  public synchronized Optional<LocalModel> whole() {
    return whole;
  }

  /**
   * Whether an image for which no edge is well had better be answered by the whole model than by
   * both slices. Opens the whole model for later ones, if that has been so for a while.
   *
   * @param head how long the device slice takes
   * @param away for how long no edge has been well
   */
  public synchronized boolean prefersWhole(RunningTime head, Duration away) {
    if (whole.isEmpty() && wholeFile.isPresent() && !closed && away.compareTo(PATIENCE) > 0) {
      Thread thread = new Thread(opening(wholeFile.get()), "device-whole-model");
      thread.setDaemon(true);
      thread.start();
      wholeFile = Optional.empty();
    }
    return whole.isPresent()
        && (tail.isEmpty()
            || whole.get().time().meanNanos() < head.meanNanos() + tail.get().time().meanNanos());
  }

  private Runnable opening(Supplier<LocalModel> file) {
    return () -> {
      try {
        take(file.get());
      } catch (Throwable e) {
        LOG.log(
            Logger.Level.WARNING,
            "the whole model is not used while no edge answers: " + e.getMessage());
      }
    };
  }

  private synchronized void take(LocalModel model) {
    if (closed) {
      model.close();
    } else {
      whole = Optional.of(model);
    }
  }

  /** Frees the models; a second call does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    tail.ifPresent(LocalModel::close);
    whole.ifPresent(LocalModel::close);
  }
}
