package org.scissionlite.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers worked by hand: outputs times what is summed for each. */
class MultiplyAddsTest {
  @Test
  void convolution_countsChannelsTimesKernelForEveryOutput() {
    assertThat(of("Conv", shape(1, 64, 28, 28), shape(128, 64, 3, 3), shape(1, 128, 28, 28)))
        .isEqualTo(128L * 28 * 28 * 64 * 9)
        .isEqualTo(57_802_752);
  }

  @Test
  void depthwiseConvolution_countsOnlyTheKernel() {
    assertThat(of("Conv", shape(1, 32, 14, 14), shape(32, 1, 3, 3), shape(1, 32, 14, 14)))
        .isEqualTo(32 * 14 * 14 * 9);
  }

  @Test
  void groupConvolution_countsTheChannelsOfItsGroup() {
    assertThat(of("Conv", shape(1, 32, 8, 8), shape(64, 8, 1, 1), shape(1, 64, 8, 8)))
        .isEqualTo(64 * 8 * 8 * 8);
  }

  @Test
  void transposedConvolution_countsTheKernelForEveryInput() {
    assertThat(of("ConvTranspose", shape(1, 16, 7, 7), shape(16, 8, 2, 2), shape(1, 8, 14, 14)))
        .isEqualTo(16 * 7 * 7 * 8 * 4);
  }

  @Test
  void gemm_countsTheInnerDimension() {
    assertThat(of("Gemm", shape(1, 2048), shape(1000, 2048), shape(1, 1000))).isEqualTo(2_048_000);
  }

  @Test
  void gemmOfATransposedInput_takesItsFirstDimensionAsInner() {
    Node gemm = Node.of("y", "Gemm", List.of("x", "w"), Map.of("transA", Attribute.of(1)));

    assertThat(of(gemm, shape(5, 2), shape(5, 3), shape(2, 3))).isEqualTo(2 * 3 * 5);
  }

  @Test
  void batchedMatMul_countsEveryBatch() {
    assertThat(of("MatMul", shape(4, 10, 16), shape(4, 16, 20), shape(4, 10, 20)))
        .isEqualTo(4 * 10 * 20 * 16);
  }

  @Test
  void otherOperators_areFree() {
    assertThat(of("Add", shape(1, 8), shape(1, 8), shape(1, 8))).isZero();
  }

  private static Shape shape(int... dims) {
    return Shape.of(dims);
  }

  private static long of(String operator, Shape input, Shape weight, Shape output) {
    return of(Node.of("y", operator, List.of("x", "w"), Map.of()), input, weight, output);
  }

  private static long of(Node node, Shape input, Shape weight, Shape output) {
    ModelGraph graph =
        new ModelGraph(
            "m",
            Map.of("", 17),
            List.of(spec("x", input)),
            List.of(spec("y", output)),
            List.of(node),
            Map.of("w", Tensor.zeros(new TensorType(ElementType.FLOAT32, weight))),
            Map.of());
    return MultiplyAdds.of(graph, graph.nodes());
  }

  private static TensorSpec spec(String name, Shape shape) {
    return new TensorSpec(name, ElementType.FLOAT32, shape);
  }
}
