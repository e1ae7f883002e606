package org.scissionlite.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Samples that an engine carries through fragments.
 *
 * @param engine runs the fragments
 * @param threads of the engine
 * @param spec the tensor that was sampled
 * @param tensors one an input
 * @param sensitivity the gradients at this tensor, computed when they are asked for
 */
public record EngineSamples(
    Engine engine,
    int threads,
    TensorSpec spec,
    List<Tensor> tensors,
    Supplier<List<Tensor>> sensitivity)
    implements FeatureSamples {
  public EngineSamples {
    tensors = List.copyOf(tensors);
  }

  /** Samples whose gradients are not known. */
  public EngineSamples(Engine engine, int threads, TensorSpec spec, List<Tensor> tensors) {
    this(
        engine,
        threads,
        spec,
        tensors,
        () -> {
          throw new UsageException(
              "%s: the sensitivity of the model's answer is not known here; leave the weights out"
                  .formatted(spec.name()));
        });
  }

  @Override
  public FeatureSamples first(int most) {
    List<Tensor> some = tensors.subList(0, Math.min(most, tensors.size()));
    return new EngineSamples(engine, threads, spec, some, sensitivity);
  }

  @Override
  public FeatureSamples after(Fragment fragment) {
    List<Tensor> outputs = new ArrayList<>();
    try (Session session = engine.open(fragment.graph(), threads)) {
      for (Tensor tensor : tensors) {
        Map<String, Tensor> result = session.run(Map.of(fragment.input().name(), tensor));
        outputs.add(result.get(fragment.output().name()));
      }
    }
    return new EngineSamples(engine, threads, fragment.output(), outputs);
  }

  @Override
  public FeatureSamples gradients() {
    return new EngineSamples(engine, threads, spec, sensitivity.get());
  }
}
