package org.scissionlite.examples;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/** A small model for each row of the table of what is refused: image, conv, relu1, pool, scores. */
final class RefusedModels {
  private static final int OPSET = 17;

  private RefusedModels() {}

  /** The model for a row, by how it begins. */
  static ModelProto of(String row) {
    ModelProto.Builder model = classifier();
    GraphProto.Builder graph = model.getGraphBuilder();
    if (row.startsWith("opset 1 to 6")) {
      model.getOpsetImportBuilder(0).setVersion(5);
    } else if (row.startsWith("operators of a vendor")) {
      graph.getNodeBuilder(2).setDomain("acme.ai").setOpType("FastPool");
      model.addOpsetImport(opset("acme.ai", 1));
    } else if (row.startsWith("bfloat16")) {
      graph.setInput(0, value("image", TensorProto.DataType.BFLOAT16_VALUE, 1, 2, 8, 8));
      graph.removeNode(2).removeNode(0).getNodeBuilder(0).setInput(0, "image");
      graph.setOutput(0, value("relu1", TensorProto.DataType.BFLOAT16_VALUE, 1, 2, 8, 8));
    } else if (row.startsWith("outputs whose size depends")) {
      graph.clear().setName("small");
      graph.addInput(value("places", TensorProto.DataType.FLOAT_VALUE, 1, 8, 4));
      graph.addInput(value("chances", TensorProto.DataType.FLOAT_VALUE, 1, 2, 8));
      graph.addNode(node("boxes", "NonMaxSuppression", "places", "chances"));
      graph.addOutput(value("boxes", TensorProto.DataType.INT64_VALUE));
      graph.getOutputBuilder(0).getTypeBuilder().getTensorTypeBuilder().clearShape();
    } else if (row.startsWith("functions that call themselves")) {
      graph.getNodeBuilder(1).setDomain("block.lib").setOpType("A");
      model.addOpsetImport(opset("block.lib", 1));
      model.addFunctions(
          FunctionProto.newBuilder()
              .setDomain("block.lib")
              .setName("A")
              .addInput("v")
              .addOutput("w")
              .addOpsetImport(opset("", OPSET))
              .addOpsetImport(opset("block.lib", 1))
              .addNode(node("w", "A", "v").setDomain("block.lib")));
    } else if (row.startsWith("sparse weights")) {
      graph.addSparseInitializer(SparseTensorProto.getDefaultInstance());
    } else if (row.startsWith("weights in segments")) {
      graph.getInitializerBuilder(0).getSegmentBuilder().setBegin(0).setEnd(1);
    } else if (row.startsWith("strings as the only output")) {
      graph
          .getOutputBuilder(0)
          .setName("label")
          .getTypeBuilder()
          .getTensorTypeBuilder()
          .setElemType(TensorProto.DataType.STRING_VALUE);
      graph.getNodeBuilder(2).setOutput(0, "label");
    } else if (row.startsWith("an open height")) {
      TensorShapeProto.Builder shape =
          graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
      shape.getDimBuilder(2).setDimParam("height");
    } else {
      throw new AssertionError("no model for the row '" + row + "'");
    }
    return model.build();
  }

  private static ModelProto.Builder classifier() {
    TensorProto.Builder weights =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addAllDims(List.of(2L, 2L, 1L, 1L))
            .addAllFloatData(List.of(1f, 2f, 3f, 4f));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(opset("", OPSET))
        .setGraph(
            GraphProto.newBuilder()
                .setName("small")
                .addInput(value("image", TensorProto.DataType.FLOAT_VALUE, 1, 2, 8, 8))
                .addOutput(value("pool", TensorProto.DataType.FLOAT_VALUE, 1, 2, 1, 1))
                .addInitializer(weights)
                .addNode(node("conv", "Conv", "image", "w"))
                .addNode(node("relu1", "Relu", "conv"))
                .addNode(node("pool", "GlobalAveragePool", "relu1")));
  }

  /** A node that is named as its output. */
  private static NodeProto.Builder node(String name, String operator, String... reads) {
    return NodeProto.newBuilder()
        .setName(name)
        .setOpType(operator)
        .addAllInput(List.of(reads))
        .addOutput(name);
  }

  private static OperatorSetIdProto opset(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private static ValueInfoProto value(String name, int type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDimBuilder().setDimValue(dim);
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
