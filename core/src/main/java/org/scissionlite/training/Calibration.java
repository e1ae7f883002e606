package org.scissionlite.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.Ancestors;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.EngineSamples;
import org.scissionlite.transfer.FeatureSamples;

/**
 * What crosses a cut on calibration inputs: the material that transfer layers are fitted to.
 *
 * @param engine runs the part of the model before the cut
 * @param inputs the model's inputs, one map an example
 * @param threads of the engine
 */
public record Calibration(Engine engine, List<Map<String, Tensor>> inputs, int threads) {
  public Calibration {
    inputs = List.copyOf(inputs);
  }

  /** The samples at each tensor of a cut, in its order. */
  public List<FeatureSamples> at(ModelGraph graph, Cut cut) {
    if (inputs.isEmpty()) {
      return cut.tensors().stream().map(FeatureSamples::none).toList();
    }
    List<Map<String, Tensor>> crossing = cut.layer() == 0 ? inputs : runHead(graph, cut);
    return cut.tensors().stream()
        .map(
            spec ->
                (FeatureSamples)
                    new EngineSamples(
                        engine,
                        threads,
                        spec,
                        crossing.stream().map(each -> each.get(spec.name())).toList()))
        .toList();
  }

  private List<Map<String, Tensor>> runHead(ModelGraph graph, Cut cut) {
    var before = Ancestors.of(graph, cut.tensors());
    List<Node> head = graph.nodes().stream().filter(node -> before.contains(node.name())).toList();
    return run(graph.with(graph.inputs(), cut.tensors(), head), inputs);
  }

  private List<Map<String, Tensor>> run(ModelGraph graph, List<Map<String, Tensor>> examples) {
    List<Map<String, Tensor>> results = new ArrayList<>();
    try (Session session = engine.open(graph, threads)) {
      for (Map<String, Tensor> example : examples) {
        results.add(session.run(example));
      }
    }
    return results;
  }
}
