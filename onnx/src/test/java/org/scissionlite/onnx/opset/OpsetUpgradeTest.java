package org.scissionlite.onnx.opset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.Tensors;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;

/** Each operator that changed, in its old form in ONNX Runtime against its new form. */
class OpsetUpgradeTest {
  private static ModelGraph upgraded(ModelGraph old) {
    ModelGraph modern = OnnxReader.read(OnnxWriter.toBytes(old), "old").graph();
    assertThat(modern.opset()).isEqualTo(17);
    Map<String, Tensor> inputs = Tensors.inputs(old.inputs(), 3);
    assertThat(Tensors.relativeDifference(Tensors.run(old, inputs), Tensors.run(modern, inputs)))
        .isLessThan(1e-6);
    return modern;
  }

  private static ModelGraph single(
      int opset, String operator, Shape in, Map<String, Attribute> attributes) {
    return new SmallModels(opset)
        .input("x", in.dims().stream().mapToInt(Integer::intValue).toArray())
        .node("y", operator, List.of("x"), attributes)
        .graph("y");
  }

  @Test
  void wholeOldNetwork_answersTheSame() {
    ModelGraph modern = upgraded(SmallModels.oldNet());
    assertThat(modern.nodes().stream().map(Node::operator))
        .containsExactly(
            "Pad", "Conv", "BatchNormalization", "Clip", "Dropout", "Slice", "Reshape", "Softmax");
  }

  @Test
  void softmaxOverSeveralAxes_isFlattened() {
    upgraded(single(9, "Softmax", Shape.of(2, 3, 4), Map.of("axis", Attribute.of(1L))));
    upgraded(single(12, "LogSoftmax", Shape.of(2, 3, 4, 5), Map.of("axis", Attribute.of(-2L))));
    upgraded(single(9, "Hardmax", Shape.of(2, 3, 4), Map.of("axis", Attribute.of(0L))));
  }

  @Test
  void softmaxOverOneWideAxis_staysOneNode() {
    ModelGraph modern = upgraded(single(9, "Softmax", Shape.of(1, 10, 1, 1), Map.of()));
    assertThat(modern.nodes()).hasSize(1);
  }

  @Test
  void clip_keepsOneSidedBounds() {
    upgraded(single(7, "Clip", Shape.of(2, 9), Map.of("max", Attribute.of(0.5f))));
    upgraded(single(7, "Clip", Shape.of(2, 9), Map.of()));
  }

  @Test
  void pad_keepsItsValueAndMode() {
    Attribute pads = Attribute.ints(0, 1, 2, 0);
    upgraded(single(10, "Pad", Shape.of(3, 4), Map.of("pads", pads, "value", Attribute.of(2f))));
    upgraded(
        single(7, "Pad", Shape.of(3, 4), Map.of("pads", pads, "mode", Attribute.of("reflect"))));
  }

  @Test
  void attributesThatBecameInputs_areKept() {
    upgraded(single(11, "ReduceSum", Shape.of(2, 3, 4), Map.of("axes", Attribute.ints(-1))));
    upgraded(single(11, "ReduceSum", Shape.of(2, 3, 4), Map.of("keepdims", Attribute.of(0L))));
    upgraded(single(9, "Squeeze", Shape.of(2, 1, 4), Map.of("axes", Attribute.ints(1))));
    upgraded(single(11, "Squeeze", Shape.of(2, 1, 4), Map.of()));
    upgraded(single(12, "Unsqueeze", Shape.of(2, 4), Map.of("axes", Attribute.ints(0, 2))));
    upgraded(
        single(
            9,
            "Slice",
            Shape.of(5, 4),
            Map.of("starts", Attribute.ints(1), "ends", Attribute.ints(-1))));
  }

  @Test
  void split_keepsUnequalParts() {
    ModelGraph split =
        new ModelGraph(
            "split",
            Map.of("", 11),
            single(11, "Relu", Shape.of(2, 5), Map.of()).inputs(),
            single(11, "Relu", Shape.of(2, 5), Map.of()).outputs(),
            List.of(
                new Node(
                    "s",
                    "s",
                    "",
                    "Split",
                    List.of("x"),
                    List.of("a", "b"),
                    Map.of("axis", Attribute.of(1L), "split", Attribute.ints(2, 3))),
                Node.of("y", "Concat", List.of("b", "a"), Map.of("axis", Attribute.of(1L)))),
            Map.of(),
            Map.of());
    upgraded(split);
  }

  @Test
  void upsample_becomesResize() {
    Attribute scales = new Attribute.FloatList(List.of(1f, 1f, 2f, 3f));
    for (String mode : List.of("nearest", "linear")) {
      Map<String, Attribute> attributes = Map.of("scales", scales, "mode", Attribute.of(mode));
      upgraded(single(7, "Upsample", Shape.of(1, 2, 3, 4), attributes));
      Tensor values = Tensor.ofFloats(Shape.of(4), 1, 1, 2, 2);
      for (String operator : List.of("Upsample", "Resize")) {
        upgraded(
            new SmallModels(operator.equals("Resize") ? 10 : 9)
                .input("x", 1, 2, 3, 4)
                .constant("scales", values)
                .node("y", operator, List.of("x", "scales"), Map.of("mode", Attribute.of(mode)))
                .graph("y"));
      }
    }
  }

  @Test
  void resizeOfOpset10_takesTheSameNeighbours() {
    float[] scales = {0.1f, 0.3f, 1 / 3f, 0.5f, 0.6f, 2 / 3f, 0.75f, 0.9f, 1, 1.2f, 1.3f, 1.7f, 2};
    for (String mode : List.of("nearest", "linear")) {
      for (float high : scales) {
        for (float wide : scales) {
          upgraded(resize(10, "Resize", mode, high, wide));
        }
      }
    }
  }

  @Test
  void upsampleOfOpset9_takesTheSameNeighbours() {
    for (float high : new float[] {1, 1.05f, 1.3f, 1.7f, 2, 2.5f}) {
      upgraded(resize(9, "Upsample", "nearest", high, 1.3f));
      upgraded(resize(9, "Upsample", "linear", high, high));
    }
  }

  private static ModelGraph resize(
      int opset, String operator, String mode, float high, float wide) {
    return new SmallModels(opset)
        .input("x", 1, 2, 11, 7)
        .constant("scales", Tensor.ofFloats(Shape.of(4), 1, 1, high, wide))
        .node("y", operator, List.of("x", "scales"), Map.of("mode", Attribute.of(mode)))
        .graph("y");
  }

  @Test
  void shrinkingByScalesThatAreNotConstant_isRefused() {
    ModelGraph graph =
        new SmallModels(10)
            .input("x", 1, 1, 4, 4)
            .constant("scales", Tensor.ofFloats(Shape.of(4), 1, 1, 0.5f, 0.5f))
            .node("highest", "ReduceMax", List.of("x"), Map.of("keepdims", Attribute.of(0L)))
            .node("zero", "Sub", List.of("highest", "highest"), Map.of())
            .node("computed", "Add", List.of("scales", "zero"), Map.of())
            .node("y", "Resize", List.of("x", "computed"), Map.of("mode", Attribute.of("nearest")))
            .graph("y");
    refused(graph)
        .hasMessage(
            "model 'old', node 'y' (Resize): shrinking by scales that are no constant cannot be"
                + " expressed in opset 17; export the model for inference with opset 17");
  }

  @Test
  void shrinkingBesideAScaleThatKeepsTheSize_isRefused() {
    refused(resize(10, "Resize", "nearest", 0.5f, 1.05f)).hasMessageContaining("keeps the size");
    upgraded(resize(10, "Resize", "nearest", 1.05f, 1.05f));
    upgraded(resize(10, "Resize", "linear", 0.5f, 1.05f));
  }

  @Test
  void maskThatIsRead_isRefused() {
    refused(withFurtherOutputs(10, "Dropout", List.of("x"), "y", "second"))
        .hasMessage(
            "model 'old', node 'drop' (Dropout): its output 'second', a mask that is read, cannot"
                + " be expressed in opset 17; export the model for inference with opset 17");
    upgraded(withFurtherOutputs(10, "Dropout", List.of("x"), "y"));
  }

  @Test
  void batchNormalizationInTraining_isRefused() {
    List<String> reads = List.of("x", "w", "w", "w", "w");
    for (String[] outputs : new String[][] {{"y"}, {"y", "second"}}) {
      refused(withFurtherOutputs(9, "BatchNormalization", reads, outputs))
          .hasMessage(
              "model 'old', node 'drop' (BatchNormalization): training, which its further outputs"
                  + " stand for, cannot be expressed in opset 17; export the model for inference"
                  + " with opset 17");
    }
  }

  /** A node "drop" that writes "y" and more, "second" among them; "w" is a weight. */
  private static ModelGraph withFurtherOutputs(
      int opset, String operator, List<String> reads, String... outputs) {
    ModelGraph relu =
        new SmallModels(opset)
            .input("x", 1, 2, 3, 3)
            .constant("w", Tensor.ofFloats(Shape.of(2), 1, 2))
            .node("y", "Add", List.of("x", "w"), Map.of())
            .graph("y");
    boolean isDropout = operator.equals("Dropout");
    ElementType second = isDropout ? ElementType.BOOL : ElementType.FLOAT32;
    List<String> written =
        isDropout ? List.of("y", "second") : List.of("y", "second", "third", "fourth", "fifth");
    return new ModelGraph(
        "second",
        relu.opsets(),
        relu.inputs(),
        Arrays.stream(outputs)
            .map(
                name ->
                    new TensorSpec(
                        name, name.equals("y") ? ElementType.FLOAT32 : second, Shape.of()))
            .toList(),
        List.of(new Node("drop", "drop", "", operator, reads, written, Map.of())),
        relu.initializers(),
        Map.of());
  }

  private static AbstractThrowableAssert<?, ?> refused(ModelGraph graph) {
    return assertThatThrownBy(() -> OnnxReader.read(OnnxWriter.toBytes(graph), "old"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesThatRulesWant_mayBeTakenAlready() {
    upgraded(
        new SmallModels(7)
            .input("x", 2, 3)
            .constant("c/max", Tensor.scalar(100))
            .node("c", "Clip", List.of("x"), Map.of("max", Attribute.of(0.5f)))
            .node("y", "Add", List.of("c", "c/max"), Map.of())
            .graph("y"));
    upgraded(
        new SmallModels(9)
            .input("x", 2, 3, 4)
            .constant("s/shape", Tensor.ofFloats(Shape.of(4), 1, 2, 3, 4))
            .node("s/flat", "Mul", List.of("x", "s/shape"), Map.of())
            .node("s", "Softmax", List.of("s/flat"), Map.of())
            .node("s/result", "Add", List.of("s", "s/shape"), Map.of())
            .graph("s/result"));
  }

  @Test
  void topK_takesItsCountAsInput() {
    upgraded(
        new ModelGraph(
            "top",
            Map.of("", 9),
            single(9, "Relu", Shape.of(2, 5), Map.of()).inputs(),
            single(9, "Relu", Shape.of(2, 5), Map.of()).outputs(),
            List.of(
                new Node(
                    "t",
                    "t",
                    "",
                    "TopK",
                    List.of("x"),
                    List.of("y", "indices"),
                    Map.of("k", Attribute.of(2L)))),
            Map.of(),
            Map.of()));
  }

  @Test
  void batchNormalizationOverAllAxes_isRefusedByName() {
    ModelGraph graph =
        new SmallModels(7)
            .input("x", 1, 2, 3, 3)
            .weight("w", 2, 3, 3)
            .node(
                "norm",
                "BatchNormalization",
                List.of("x", "w", "w", "w", "w"),
                Map.of("spatial", Attribute.of(0L)))
            .graph("norm");
    assertThatThrownBy(() -> OnnxReader.read(OnnxWriter.toBytes(graph), "old"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("'norm'");
  }

  @Test
  void laterOpset_staysAsItIs() {
    ModelGraph later = single(18, "Relu", Shape.of(2, 3), Map.of());
    assertThat(OnnxReader.read(OnnxWriter.toBytes(later), "later").graph().opset()).isEqualTo(18);
  }
}
