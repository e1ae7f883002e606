package org.scissionlite.training;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.EngineSamples;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.Sensitivity;

/**
 * What crosses a cut on calibration inputs: the material that transfer layers are fitted to.
 *
 * @param engine runs the part of the model before the cut
 * @param inputs the model's inputs, one map an example
 * @param threads of the engine
 * @param sensitivity differentiates the part behind the cut, for transfer layers that ask
 */
public record Calibration(
    Engine engine, List<Map<String, Tensor>> inputs, int threads, Sensitivity sensitivity) {
  private static final int MOST_DIFFERENTIATED = 200;

  public Calibration {
    inputs = List.copyOf(inputs);
  }

  /** A calibration for transfer layers that do not ask for the answer's sensitivity. */
  public Calibration(Engine engine, List<Map<String, Tensor>> inputs, int threads) {
    this(engine, inputs, threads, Sensitivity.UNKNOWN);
  }

  /**
   * What the part before a cut computes.
   *
   * @param crossing the samples at each tensor of the cut, in its order
   * @param kept the outputs that the cut keeps, one map an example
   */
  public record Head(List<FeatureSamples> crossing, List<Map<String, Tensor>> kept) {
    public Head {
      crossing = List.copyOf(crossing);
      kept = List.copyOf(kept);
    }
  }

  /** The samples at each tensor of a cut, in its order. */
  public List<FeatureSamples> at(ModelGraph graph, Cut cut) {
    return head(graph, cut).crossing();
  }

  /** All that is there at a cut. */
  public Head head(ModelGraph graph, Cut cut) {
    if (inputs.isEmpty()) {
      return new Head(cut.tensors().stream().map(FeatureSamples::none).toList(), List.of());
    }
    CutSides sides = CutSides.of(graph, cut);
    List<Map<String, Tensor>> ends = areInputs(cut.ends()) ? inputs : run(sides.head());
    List<Map<String, Tensor>> crossing = only(cut.tensors(), ends);
    Lazy<List<Map<String, Tensor>>> gradients =
        new Lazy<>(() -> sensitivity.gradients(sides.rest(), few(crossing)));
    return new Head(
        cut.tensors().stream().map(spec -> samples(spec, crossing, gradients)).toList(),
        only(cut.kept(), ends));
  }

  private boolean areInputs(List<TensorSpec> tensors) {
    return tensors.stream().map(TensorSpec::name).allMatch(inputs.get(0)::containsKey);
  }

  private static List<Map<String, Tensor>> only(
      List<TensorSpec> wanted, List<Map<String, Tensor>> maps) {
    return maps.stream()
        .map(
            map ->
                wanted.stream().collect(toMap(TensorSpec::name, tensor -> map.get(tensor.name()))))
        .toList();
  }

  private static List<Map<String, Tensor>> few(List<Map<String, Tensor>> crossing) {
    return crossing.subList(0, Math.min(MOST_DIFFERENTIATED, crossing.size()));
  }

  private FeatureSamples samples(
      TensorSpec spec,
      List<Map<String, Tensor>> crossing,
      Lazy<List<Map<String, Tensor>>> gradients) {
    return new EngineSamples(
        engine, threads, spec, only(spec, crossing), () -> only(spec, gradients.get()));
  }

  private static List<Tensor> only(TensorSpec spec, List<Map<String, Tensor>> maps) {
    return maps.stream().map(each -> each.get(spec.name())).toList();
  }

  private List<Map<String, Tensor>> run(ModelGraph head) {
    List<Map<String, Tensor>> results = new ArrayList<>();
    try (Session session = engine.open(head, threads)) {
      for (Map<String, Tensor> example : inputs) {
        results.add(session.run(example));
      }
    }
    return results;
  }
}
