package org.scissionlite.profile.measure.sampling;

import java.util.List;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.profile.Timing;

/**
 * The way into an engine and back in a hot loop: what a run costs that computes nothing, 8
 * microseconds for ONNX Runtime from Java. A slice pays it once, not once a block.
 */
public final class DispatchOverhead {
  private static final int WARMUPS = 5_000;
  private static final int REPEATS = 100;
  private static final TensorSpec NUMBER = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1));

  private DispatchOverhead() {}

  public static Timing of(Engine engine, int threads, Stopwatch stopwatch) {
    try (EmptyRun run = EmptyRun.open(engine, threads, List.of(NUMBER))) {
      for (int i = 0; i < WARMUPS; i++) {
        run.run();
      }
      return new Sampler(stopwatch, 1, REPEATS, threads == 1).measure(run);
    }
  }
}
