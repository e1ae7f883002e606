package org.scissionlite.block;

import java.util.List;
import java.util.stream.Stream;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;

/**
 * A place in the graph where exactly these tensors are alive: everything behind the cut depends on
 * nothing else.
 *
 * @param name the layer after which the cut lies; "input" for the cut before all layers
 * @param layer that layer's number; 0 for the input
 * @param tensors what crosses the cut; one tensor in the common case
 * @param kept the model's outputs that are there before the cut, in the model's order, those that
 *     depend on no input among them: they are answered there and do not cross, but for those that
 *     are among the tensors as well, as they are read behind the cut
 */
public record Cut(String name, int layer, List<TensorSpec> tensors, List<TensorSpec> kept) {
  public Cut {
    tensors = List.copyOf(tensors);
    kept = List.copyOf(kept);
  }

  /** A cut behind which the whole answer is computed. */
  public Cut(String name, int layer, List<TensorSpec> tensors) {
    this(name, layer, tensors, List.of());
  }

  /** The cut before all layers of a model. It keeps what is there without any of them. */
  static Cut before(ModelGraph graph) {
    ConstantBranches constants = ConstantBranches.of(graph);
    List<TensorSpec> kept =
        graph.outputs().stream()
            .filter(each -> graph.inputs().contains(each) || constants.holds(each.name()))
            .toList();
    return new Cut("input", 0, graph.inputs(), kept);
  }

  /** Bytes that cross the cut, uncompressed. */
  public long bytes() {
    return bytes(tensors);
  }

  /** Bytes of the outputs that do not come back, as they are there already. */
  public long keptBytes() {
    return bytes(kept);
  }

  private static long bytes(List<TensorSpec> tensors) {
    return tensors.stream().mapToLong(TensorSpec::bytes).sum();
  }

  /** What the part before the cut has to compute: the tensors, then the outputs that it keeps. */
  public List<TensorSpec> ends() {
    return Stream.concat(tensors.stream(), kept.stream()).distinct().toList();
  }

  /** The outputs of the model that are computed behind the cut, in the model's order. */
  public List<TensorSpec> answeredBehind(ModelGraph graph) {
    return graph.outputs().stream().filter(output -> !kept.contains(output)).toList();
  }

  /** This cut with other tensors. */
  public Cut sending(List<TensorSpec> others) {
    return new Cut(name, layer, others, kept);
  }

  /** This cut with another name. */
  Cut named(String other) {
    return new Cut(other, layer, tensors, kept);
  }
}
