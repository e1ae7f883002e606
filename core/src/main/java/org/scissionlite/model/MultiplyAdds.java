package org.scissionlite.model;

import java.util.List;

/**
 * Multiply-adds, the usual measure of a layer's work: convolutions and matrix products count,
 * everything else is taken as free.
 *
 * <p>A 3x3 convolution of 64 to 128 channels with a [1,128,28,28] output: 128*28*28 outputs of 64*9
 * multiply-adds each = 57,802,752.
 */
public final class MultiplyAdds {
  private MultiplyAdds() {}

  /** The multiply-adds of all nodes. */
  public static long of(ModelGraph graph, List<Node> nodes) {
    return nodes.stream().mapToLong(node -> of(graph, node)).sum();
  }

  /** The multiply-adds of one node; 0 where a shape that they depend on is not known. */
  public static long of(ModelGraph graph, Node node) {
    return switch (node.operator()) {
      case "Conv", "ConvInteger", "FusedConv" ->
          outputs(graph, node) * kernelElements(graph, node, 1, 1);
      case "QLinearConv" -> outputs(graph, node) * kernelElements(graph, node, 3, 1);
      case "ConvTranspose" -> inputs(graph, node) * kernelElements(graph, node, 1, 1);
      case "Gemm" -> outputs(graph, node) * innerOfGemm(graph, node);
      case "MatMul", "MatMulInteger", "FusedMatMul" -> outputs(graph, node) * lastDim(graph, node);
      default -> 0;
    };
  }

  private static long outputs(ModelGraph graph, Node node) {
    return elements(graph, node.outputs().get(0));
  }

  private static long inputs(ModelGraph graph, Node node) {
    return elements(graph, node.inputs().get(0));
  }

  private static long elements(ModelGraph graph, String tensor) {
    return graph.typeOf(tensor).map(type -> type.shape().elements()).orElse(0L);
  }

  /** Elements of the weight tensor from an axis on: [128,64,3,3] from axis 1 has 576. */
  private static long kernelElements(ModelGraph graph, Node node, int input, int fromAxis) {
    if (node.inputs().size() <= input) {
      return 0;
    }
    return graph
        .typeOf(node.inputs().get(input))
        .map(TensorType::shape)
        .filter(shape -> shape.rank() > fromAxis)
        .map(shape -> new Shape(shape.dims().subList(fromAxis, shape.rank())).elements())
        .orElse(0L);
  }

  private static long innerOfGemm(ModelGraph graph, Node node) {
    boolean transposed = node.intAttribute("transA", 0) != 0;
    return graph
        .typeOf(node.inputs().get(0))
        .map(type -> (long) type.shape().dim(transposed ? 0 : 1))
        .orElse(0L);
  }

  private static long lastDim(ModelGraph graph, Node node) {
    return graph
        .typeOf(node.inputs().get(0))
        .filter(type -> type.shape().rank() > 0)
        .map(type -> (long) type.shape().dim(-1))
        .orElse(0L);
  }
}
