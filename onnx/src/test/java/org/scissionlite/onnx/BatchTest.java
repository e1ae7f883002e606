package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.onnx.write.WeightSink;

class BatchTest {
  /** A network with batch 1 hard-coded in a Reshape. */
  private static ModelGraph hardCoded() {
    return new SmallModels(17)
        .input("x", 1, 2, 2)
        .weight("w", 4, 3)
        .constant("target", Tensor.vector(1, 4))
        .node("flat", "Reshape", List.of("x", "target"), Map.of())
        .node("y", "MatMul", List.of("flat", "w"), Map.of())
        .graph("y");
  }

  private static Tensor rows(Tensor tensor, int count) {
    float[] values = new float[count * tensor.toFloats().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.toFloats()[i % tensor.toFloats().length];
    }
    int[] dims = tensor.shape().dims().stream().mapToInt(Integer::intValue).toArray();
    dims[0] = count;
    return Tensor.ofFloats(Shape.of(dims), values);
  }

  @Test
  void hardCodedBatch_isRewritten() {
    ModelGraph four =
        OnnxReader.read(OnnxWriter.toBytes(hardCoded()), "four", ReadOptions.batch(4)).graph();
    assertThat(four.outputs().get(0).shape()).isEqualTo(Shape.of(4, 3));
    Map<String, Tensor> one = Tensors.inputs(hardCoded().inputs(), 1);
    Tensor expected = rows(Tensors.run(hardCoded(), one).get("y"), 4);
    Tensor found = Tensors.run(four, Map.of("x", rows(one.get("x"), 4))).get("y");
    assertThat(Tensors.relativeDifference(expected, found)).isLessThan(1e-6);
  }

  @Test
  void batchInAChannelShuffle_isRewrittenWhereItStands() {
    ModelGraph three =
        OnnxReader.read(OnnxWriter.toBytes(SmallModels.shuffle()), "three", ReadOptions.batch(3))
            .graph();
    assertThat(three.outputs().get(0).shape()).isEqualTo(Shape.of(3, 4, 2, 2));
    float[] values = new float[48];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    float[] together =
        Tensors.run(three, Map.of("x", Tensor.ofFloats(Shape.of(3, 4, 2, 2), values)))
            .get("y")
            .toFloats();
    for (int image = 0; image < 3; image++) {
      float[] one = Arrays.copyOfRange(values, 16 * image, 16 * image + 16);
      float[] alone =
          Tensors.run(
                  SmallModels.shuffle(), Map.of("x", Tensor.ofFloats(Shape.of(1, 4, 2, 2), one)))
              .get("y")
              .toFloats();
      assertThat(Arrays.copyOfRange(together, 16 * image, 16 * image + 16)).isEqualTo(alone);
    }
  }

  @Test
  void openBatch_isBoundTo1UnlessAskedOtherwise() {
    ModelProto.Builder proto = OnnxWriter.toProto(hardCoded(), WeightSink.inline()).toBuilder();
    proto
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(0)
        .setDimParam("N");
    byte[] bytes = proto.build().toByteArray();
    assertThat(OnnxReader.read(bytes, "open").graph().outputs().get(0).shape())
        .isEqualTo(Shape.of(1, 3));
    assertThat(
            OnnxReader.read(bytes, "open", ReadOptions.batch(2)).graph().outputs().get(0).shape())
        .isEqualTo(Shape.of(2, 3));
  }

  @Test
  void namesOfReboundShapes_mayBeTakenAlready() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 2, 2)
            .constant("target", Tensor.vector(1, 4))
            .constant("target/batch", Tensor.ofFloats(Shape.of(4), 10, 20, 30, 40))
            .node("flat", "Reshape", List.of("x", "target"), Map.of())
            .node("y", "Add", List.of("flat", "target/batch"), Map.of())
            .graph("y");
    ModelGraph two =
        OnnxReader.read(OnnxWriter.toBytes(graph), "two", ReadOptions.batch(2)).graph();
    Tensor zeros = Tensor.zeros(two.inputs().get(0).type());
    assertThat(Tensors.run(two, Map.of("x", zeros)).get("y").toFloats())
        .containsExactly(10, 20, 30, 40, 10, 20, 30, 40);
  }

  @Test
  void batchBelow1_isRefused() {
    assertThatThrownBy(() -> ReadOptions.batch(0)).isInstanceOf(UsageException.class);
  }
}
