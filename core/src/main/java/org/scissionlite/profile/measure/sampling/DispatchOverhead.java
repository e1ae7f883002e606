package org.scissionlite.profile.measure.sampling;

import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * The way into an engine and back: what a run costs that computes nothing, 8 microseconds for ONNX
 * Runtime from Java. A slice pays it once, not once a block.
 */
public final class DispatchOverhead {
  private static final int WARMUPS = 5_000;
  private static final int REPEATS = 100;
  private static final TensorSpec IN = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1));
  private static final TensorSpec OUT = new TensorSpec("y", ElementType.FLOAT32, Shape.of(1));

  private DispatchOverhead() {}

  public static long nanos(Engine engine, int threads, Stopwatch stopwatch) {
    ModelGraph nothing =
        new ModelGraph(
            "dispatch",
            Map.of("", 17),
            List.of(IN),
            List.of(OUT),
            List.of(Node.of("y", "Relu", List.of("x"), Map.of())),
            Map.of(),
            Map.of());
    Map<String, Tensor> input = Map.of("x", Tensor.zeros(IN.type()));
    Map<String, Tensor> output = Map.of("y", Tensor.zeros(OUT.type()));
    try (Session session = engine.open(nothing, threads)) {
      Runnable run = () -> session.run(input, output);
      for (int i = 0; i < WARMUPS; i++) {
        run.run();
      }
      return new Sampler(stopwatch, 1, REPEATS, threads == 1).measure(run).medianNanos();
    }
  }
}
