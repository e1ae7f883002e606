package org.scissionlite.offload.adaptive;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.adaptive.decision.Way;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.stream.FrameRunner;

/** A way that is open: its slices are loaded. The fields are guarded by its {@link OpenWays}. */
final class OpenWay implements AutoCloseable {
  private final Way way;
  private final FrameRunner runner;
  private final BooleanSupplier canRun;
  private final AutoCloseable owned;
  private int images;
  private long usedNanos = System.nanoTime();

  private OpenWay(Way way, FrameRunner runner, BooleanSupplier canRun, AutoCloseable owned) {
    this.way = way;
    this.runner = runner;
    this.canRun = canRun;
    this.owned = owned;
  }

  static OpenWay of(Way way, DeviceRuntime runtime) {
    return new OpenWay(way, runtime::submit, runtime::hasEdge, runtime);
  }

  static OpenWay of(Way way, AloneRuntime runtime) {
    return new OpenWay(way, runtime::submit, () -> true, runtime);
  }

  Way way() {
    return way;
  }

  /** Whether an image would go this way to its end: an edge is well, or none is needed. */
  boolean canRun() {
    return canRun.getAsBoolean();
  }

  CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos) {
    return runner.submit(inputs, arrivedNanos);
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
