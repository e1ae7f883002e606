package org.scissionlite.block;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The small inputs of a model beside its picture, such as the size that a detector scales its boxes
 * to. They hide no cut: what is computed from them alone is computed by each side that needs it,
 * and they are sent as they are with every cut behind which they are needed.
 */
public final class SmallInputs {
  /** The most bytes of a small input: 32 whole numbers of 64 bits. */
  public static final long MOST_BYTES = 256;

  private SmallInputs() {}

  /** The small inputs of a graph; none where all are small. */
  static List<TensorSpec> of(ModelGraph graph) {
    List<TensorSpec> small = graph.inputs().stream().filter(SmallInputs::isSmall).toList();
    return small.size() == graph.inputs().size() ? List.of() : small;
  }

  private static boolean isSmall(TensorSpec input) {
    return input.bytes() <= MOST_BYTES;
  }

  /**
   * Whether a tensor of a cut goes with the others as it is: it is small, and not the one that the
   * cut is about, which is its first, or a larger one.
   */
  public static boolean goesAlong(TensorSpec tensor, Cut cut) {
    boolean isFirst = cut.tensors().get(0).equals(tensor);
    return isSmall(tensor) && !(isFirst && cut.tensors().stream().allMatch(SmallInputs::isSmall));
  }

  /** A cut with the small inputs that are needed behind it. */
  static Cut with(ModelGraph graph, Cut cut) {
    List<TensorSpec> small = of(graph);
    if (small.isEmpty()) {
      return cut;
    }
    Set<String> needed =
        NodeSides.of(graph, cut.ends()).behind().stream()
            .flatMap(Node::reads)
            .collect(Collectors.toSet());
    List<TensorSpec> tensors =
        Stream.concat(
                cut.tensors().stream(),
                small.stream().filter(input -> needed.contains(input.name())))
            .distinct()
            .toList();
    return cut.sending(tensors);
  }
}
