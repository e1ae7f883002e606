package org.scissionlite.trainer.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;

class OperatorsMatchOnnxRuntimeTest {
  private static final Attribute SAME_UPPER = Attribute.of("SAME_UPPER");

  static Stream<OperatorCase> windows() {
    return Stream.of(
        OperatorCase.of("Conv", 1, 4, 9, 7).weights(6, 4, 3, 3).weights(6),
        OperatorCase.of("Conv", 1, 4, 9, 7).weights(4, 2, 3, 3).with("group", Attribute.of(2)),
        OperatorCase.of("Conv", 1, 4, 9, 7)
            .weights(6, 4, 3, 3)
            .ints("pads", 0, 1, 2, 1)
            .ints("strides", 2, 1),
        OperatorCase.of("Conv", 1, 4, 9, 7).weights(6, 4, 3, 2).with("auto_pad", SAME_UPPER),
        OperatorCase.of("Conv", 1, 4, 9, 8)
            .weights(6, 4, 3, 3)
            .with("auto_pad", Attribute.of("SAME_LOWER"))
            .ints("strides", 2, 2),
        OperatorCase.of("Conv", 1, 4, 9, 9).weights(6, 4, 3, 3).ints("dilations", 2, 2),
        OperatorCase.of("Conv", 1, 4, 12).weights(6, 4, 3).ints("pads", 1, 1),
        OperatorCase.of("ConvTranspose", 1, 4, 5, 6)
            .weights(4, 3, 3, 3)
            .weights(3)
            .ints("strides", 2, 2)
            .ints("pads", 1, 1, 1, 1)
            .ints("output_padding", 1, 1),
        OperatorCase.of("ConvTranspose", 1, 4, 5, 6)
            .weights(4, 3, 3, 3)
            .ints("strides", 2, 2)
            .ints("pads", 0, 1, 1, 0),
        OperatorCase.of("ConvTranspose", 1, 4, 5, 6)
            .weights(4, 2, 3, 3)
            .with("group", Attribute.of(2))
            .ints("strides", 2, 2)
            .ints("output_shape", 10, 12),
        OperatorCase.of("MaxPool", 1, 3, 9, 7).ints("kernel_shape", 2, 2).ints("strides", 2, 2),
        OperatorCase.of("MaxPool", 1, 3, 8, 7)
            .ints("kernel_shape", 3, 3)
            .ints("strides", 2, 2)
            .with("ceil_mode", Attribute.of(1)),
        OperatorCase.of("MaxPool", 1, 3, 8, 7)
            .ints("kernel_shape", 3, 3)
            .ints("strides", 2, 2)
            .ints("pads", 0, 0, 1, 1),
        OperatorCase.of("MaxPool", 1, 3, 9, 9).ints("kernel_shape", 2, 2).ints("dilations", 3, 3),
        OperatorCase.of("MaxPool", 1, 3, 9).ints("kernel_shape", 3).ints("strides", 2),
        OperatorCase.of("AveragePool", 1, 3, 9, 7).ints("kernel_shape", 3, 3),
        OperatorCase.of("AveragePool", 1, 3, 9, 7)
            .ints("kernel_shape", 3, 3)
            .ints("pads", 1, 1, 1, 1)
            .with("count_include_pad", Attribute.of(1)),
        OperatorCase.of("AveragePool", 1, 3, 9, 7)
            .ints("kernel_shape", 3, 3)
            .ints("pads", 1, 0, 1, 1)
            .ints("strides", 2, 2),
        OperatorCase.of("AveragePool", 1, 3, 9, 7)
            .ints("kernel_shape", 3, 3)
            .ints("strides", 2, 2)
            .with("auto_pad", SAME_UPPER),
        OperatorCase.of("AveragePool", 1, 3, 8, 7)
            .ints("kernel_shape", 3, 3)
            .ints("strides", 2, 2)
            .with("ceil_mode", Attribute.of(1)),
        OperatorCase.of("AveragePool", 1, 3, 11).ints("kernel_shape", 3).ints("strides", 2),
        OperatorCase.of("GlobalAveragePool", 1, 3, 9, 7),
        OperatorCase.of("GlobalMaxPool", 1, 3, 9, 7));
  }

  static Stream<OperatorCase> normalisations() {
    return Stream.of(
        OperatorCase.of("BatchNormalization", 1, 5, 4, 3)
            .weights(5)
            .weights(5)
            .weights(5)
            .positive(5)
            .with("epsilon", Attribute.of(0.001f)),
        OperatorCase.of("InstanceNormalization", 1, 5, 4, 3).weights(5).weights(5),
        OperatorCase.of("LayerNormalization", 1, 5, 8).weights(8).weights(8),
        OperatorCase.of("LRN", 1, 7, 4, 3)
            .with("size", Attribute.of(5))
            .with("alpha", Attribute.of(0.1f)),
        OperatorCase.of("LRN", 1, 7, 4, 3).with("size", Attribute.of(3)),
        OperatorCase.of("LpNormalization", 1, 7).with("axis", Attribute.of(1)));
  }

  static Stream<OperatorCase> elementwise() {
    return Stream.of(
            Stream.of(
                    "Relu",
                    "Sigmoid",
                    "HardSigmoid",
                    "HardSwish",
                    "Elu",
                    "Celu",
                    "Selu",
                    "Erf",
                    "Tanh",
                    "Softplus",
                    "Softsign",
                    "Neg",
                    "Abs",
                    "Exp",
                    "Sin",
                    "Cos",
                    "Reciprocal",
                    "Sign",
                    "Floor",
                    "Ceil",
                    "Round",
                    "ThresholdedRelu",
                    "LeakyRelu",
                    "Softmax",
                    "LogSoftmax",
                    "Identity",
                    "Dropout")
                .map(name -> OperatorCase.of(name, 1, 4, 5)),
            Stream.of("Add", "Sub", "Mul", "Div", "Min", "Max", "Sum", "Mean")
                .map(name -> OperatorCase.of(name, 1, 4, 5).weights(4, 1)),
            Stream.of(
                OperatorCase.of("LeakyRelu", 1, 9).with("alpha", Attribute.of(0.3f)),
                OperatorCase.of("PRelu", 1, 3, 4, 4).weights(3, 1, 1),
                OperatorCase.of("Clip", 1, 9)
                    .constant(Tensor.scalar(-0.5f))
                    .constant(Tensor.scalar(0.5f)),
                OperatorCase.of("Clip", 1, 9).omitted().constant(Tensor.scalar(0.5f)),
                OperatorCase.of("Shrink", 1, 9)
                    .with("lambd", Attribute.of(0.67f))
                    .with("bias", Attribute.of(-0.33f)),
                OperatorCase.of("Elu", 1, 9).with("alpha", Attribute.of(2f)),
                OperatorCase.of("Softmax", 1, 4, 5).with("axis", Attribute.of(1)),
                OperatorCase.of("Mod", 1, 9)
                    .constant(Tensor.scalar(0.7f))
                    .with("fmod", Attribute.of(1)),
                OperatorCase.of("Pow", 1, 9).constant(Tensor.scalar(2f)),
                OperatorCase.of("Greater", 1, 9).constant(Tensor.scalar(0.1f)),
                OperatorCase.of("LessOrEqual", 1, 9).constant(Tensor.scalar(0.1f)),
                OperatorCase.of("Gemm", 1, 6)
                    .weights(4, 6)
                    .weights(4)
                    .with("transB", Attribute.of(1))
                    .with("alpha", Attribute.of(0.5f))
                    .with("beta", Attribute.of(2f)),
                OperatorCase.of("Gemm", 1, 6).weights(6, 4),
                OperatorCase.of("MatMul", 1, 3, 6).weights(6, 4)))
        .flatMap(cases -> cases);
  }

  static Stream<OperatorCase> shapes() {
    return Stream.of(
        OperatorCase.of("Reshape", 1, 4, 6).longs(0, -1, 2),
        OperatorCase.of("Reshape", 1, 4, 6).longs(2, 12),
        OperatorCase.of("Flatten", 1, 4, 6),
        OperatorCase.of("Flatten", 1, 4, 6).with("axis", Attribute.of(-1)),
        OperatorCase.of("Transpose", 1, 4, 6).ints("perm", 0, 2, 1),
        OperatorCase.of("Transpose", 1, 4, 6),
        OperatorCase.of("Squeeze", 1, 4, 1).longs(2),
        OperatorCase.of("Unsqueeze", 1, 4).longs(-1, 1),
        OperatorCase.of("Expand", 1, 4, 1).longs(1, 1, 3),
        OperatorCase.of("Tile", 1, 2, 3).longs(1, 2, 2),
        OperatorCase.of("DepthToSpace", 1, 8, 2, 3).with("blocksize", Attribute.of(2)),
        OperatorCase.of("DepthToSpace", 1, 8, 2, 3)
            .with("blocksize", Attribute.of(2))
            .with("mode", Attribute.of("CRD")),
        OperatorCase.of("SpaceToDepth", 1, 2, 4, 6).with("blocksize", Attribute.of(2)),
        OperatorCase.of("Shape", 1, 2, 4),
        OperatorCase.of("Cast", 1, 9).with("to", Attribute.of(ElementType.INT64.onnxCode())),
        OperatorCase.of("Concat", 1, 2, 4).weights(1, 3, 4).with("axis", Attribute.of(1)),
        OperatorCase.of("Split", 1, 6, 2).longs(1, 5).with("axis", Attribute.of(1)).outputs(2),
        OperatorCase.of("Split", 1, 6, 2).with("axis", Attribute.of(1)).outputs(3),
        OperatorCase.of("Slice", 1, 9, 5).longs(1, -4).longs(7, 100).longs(1, 2),
        OperatorCase.of("Slice", 1, 9).longs(-1).longs(-100).longs(1).longs(-2),
        OperatorCase.of("Slice", 1, 9).longs(0).longs(9).longs(1).longs(3),
        OperatorCase.of("Gather", 1, 5, 3)
            .constant(Tensor.ofLongs(Shape.of(2, 2), 0, 4, -1, 2))
            .with("axis", Attribute.of(1)),
        OperatorCase.of("Gather", 1, 5, 3)
            .constant(Tensor.ofLongs(Shape.of(), 2))
            .with("axis", Attribute.of(1)),
        OperatorCase.of("Pad", 1, 3, 4).longs(0, 1, 2, 0, 0, 1).constant(Tensor.scalar(0.25f)),
        OperatorCase.of("Pad", 1, 3, 4)
            .longs(0, 1, 2, 0, 1, 3)
            .with("mode", Attribute.of("reflect")),
        OperatorCase.of("Pad", 1, 3, 4).longs(0, 1, 2, 0, 0, 1).with("mode", Attribute.of("edge")),
        OperatorCase.of("ReduceMean", 1, 3, 4).ints("axes", 1, 2),
        OperatorCase.of("ReduceSum", 1, 3, 4).longs(-1).with("keepdims", Attribute.of(0)),
        OperatorCase.of("ReduceMax", 1, 3, 4).ints("axes", 1),
        OperatorCase.of("ReduceMin", 1, 3, 4),
        OperatorCase.of("ReduceL1", 1, 3, 4).ints("axes", 2),
        OperatorCase.of("ReduceL2", 1, 3, 4).ints("axes", 2),
        OperatorCase.of("ReduceSumSquare", 1, 3, 4).ints("axes", 2),
        OperatorCase.of("ReduceLogSumExp", 1, 3, 4).ints("axes", 2),
        OperatorCase.of("ArgMax", 1, 3, 4).with("axis", Attribute.of(1)));
  }

  static Stream<OperatorCase> resizes() {
    return Stream.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel")
        .flatMap(
            rule ->
                Stream.of("nearest", "linear")
                    .flatMap(
                        mode ->
                            Stream.of(
                                    OperatorCase.of("Resize", 1, 2, 3, 5)
                                        .omitted()
                                        .constant(Tensor.ofFloats(Shape.of(4), 1, 1, 2, 2)),
                                    OperatorCase.of("Resize", 1, 2, 3, 5)
                                        .omitted()
                                        .omitted()
                                        .longs(1, 2, 7, 4))
                                .map(
                                    resize ->
                                        resize
                                            .with("mode", Attribute.of(mode))
                                            .with(
                                                "coordinate_transformation_mode",
                                                Attribute.of(rule)))));
  }

  @ParameterizedTest
  @MethodSource({"windows", "normalisations", "elementwise", "shapes", "resizes"})
  void operator_givesOnnxRuntimesAnswer(OperatorCase example) {
    Map<String, Tensor> inputs = Map.of("x", example.example());
    Map<String, Tensor> ours = run(example, inputs);
    List<TensorSpec> specs =
        ours.entrySet().stream().map(e -> new TensorSpec(e.getKey(), e.getValue().type())).toList();
    try (Session session = new OrtEngine().open(example.graph(specs), 1)) {
      Map<String, Tensor> theirs = session.run(inputs);
      ours.forEach(
          (name, tensor) -> {
            if (tensor.elementType() == ElementType.FLOAT32) {
              double scale = Math.max(1, theirs.get(name).maxAbs());
              assertThat(tensor.maxAbsDifference(theirs.get(name))).isLessThan(1e-5 * scale);
            } else {
              assertThat(tensor.data()).isEqualTo(theirs.get(name).data());
            }
          });
    }
  }

  /** Runs a case with libtorch and returns the outputs in the types that they have there. */
  private static Map<String, Tensor> run(OperatorCase example, Map<String, Tensor> inputs) {
    ElementType type =
        switch (example.toString().substring(0, example.toString().indexOf(' '))) {
          case "Greater", "LessOrEqual" -> ElementType.BOOL;
          case "Shape", "Cast", "ArgMax" -> ElementType.INT64;
          default -> ElementType.FLOAT32;
        };
    List<TensorSpec> open = new ArrayList<>();
    example
        .outputNames()
        .forEach(name -> open.add(new TensorSpec(name, new TensorType(type, Shape.of()))));
    ModelGraph graph = example.graph(open);
    try (TorchModel model = TorchModel.of(graph, ComputeDevice.CPU)) {
      return model.run(inputs);
    }
  }
}
