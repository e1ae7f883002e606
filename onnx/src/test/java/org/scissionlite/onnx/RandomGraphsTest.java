package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;

/** The laws of stages 1 and 2 on random graphs: chains, residual and dense parts, branches. */
class RandomGraphsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void blocksOneAfterAnother_equalTheWhole(int seed) {
    ModelGraph built = new RandomNets().of(seed);
    ModelGraph graph = OnnxReader.read(OnnxWriter.toBytes(built), "random").graph();
    Map<String, Tensor> inputs = Tensors.inputs(graph.inputs(), seed);
    Map<String, Tensor> whole = Tensors.run(built, inputs);
    assertThat(Tensors.relativeDifference(whole, Tensors.run(graph, inputs))).isLessThan(1e-5);
    assertThat(Tensors.relativeDifference(whole, RealModelsTest.runBlocks(graph, inputs)))
        .isLessThan(1e-5);
    ModelGraph again = OnnxReader.read(OnnxWriter.toBytes(graph), "random").graph();
    assertThat(again).isEqualTo(graph);
  }
}
