package org.scissionlite.offload.adaptive;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.adaptive.decision.Way;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.Sending;

/** A way that is open: its slices are loaded. The fields are guarded by its {@link OpenWays}. */
final class OpenWay implements AutoCloseable {
  private final Way way;
  private final Runner runner;
  private final Supplier<Duration> edgesRest;
  private final BooleanSupplier otherBundle;
  private final AutoCloseable owned;
  private int images;
  private long usedNanos = System.nanoTime();

  /** Answers images. */
  private interface Runner {
    CompletableFuture<Answer> submit(
        Map<String, Tensor> inputs, long arrivedNanos, Sending sending);
  }

  private OpenWay(
      Way way,
      Runner runner,
      Supplier<Duration> edgesRest,
      BooleanSupplier otherBundle,
      AutoCloseable owned) {
    this.way = way;
    this.runner = runner;
    this.edgesRest = edgesRest;
    this.otherBundle = otherBundle;
    this.owned = owned;
  }

  static OpenWay of(Way way, DeviceRuntime runtime) {
    return new OpenWay(
        way, runtime::submit, runtime::edgesRest, runtime::meetsOtherBundle, runtime);
  }

  static OpenWay of(Way way, AloneRuntime runtime) {
    return new OpenWay(
        way,
        (inputs, arrived, sending) -> runtime.submit(inputs, arrived),
        () -> Duration.ZERO,
        () -> false,
        runtime);
  }

  Way way() {
    return way;
  }

  /** Whether it has no edge, as that runs another bundle. */
  boolean meetsOtherBundle() {
    return otherBundle.getAsBoolean();
  }

  /** Whether an image would go this way to its end: an edge is well, or none is needed. */
  boolean canRun() {
    return edgesRest().isZero();
  }

  /** For how long no edge has been well; zero if one is, or none is needed. */
  Duration edgesRest() {
    return edgesRest.get();
  }

  CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos, Sending sending) {
    return runner.submit(inputs, arrivedNanos, sending);
  }

  void begin() {
    images++;
    usedNanos = System.nanoTime();
  }

  void end() {
    images--;
  }

  boolean isIdle() {
    return images == 0;
  }

  long usedNanos() {
    return usedNanos;
  }

  @Override
  public void close() {
    try {
      owned.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
