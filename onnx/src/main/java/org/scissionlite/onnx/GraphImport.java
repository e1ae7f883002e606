package org.scissionlite.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** Turns an ONNX message into a model graph. */
final class GraphImport {
  private GraphImport() {}

  static ModelGraph toGraph(ModelProto model, String name) {
    GraphProto graph = model.getGraph();
    Map<String, Tensor> initializers = new LinkedHashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      initializers.put(tensor.getName(), TensorProtos.read(tensor));
    }
    List<TensorSpec> inputs =
        graph.getInputList().stream()
            .filter(input -> !initializers.containsKey(input.getName()))
            .map(GraphImport::spec)
            .toList();
    List<TensorSpec> outputs = graph.getOutputList().stream().map(GraphImport::spec).toList();
    Map<String, TensorType> types = new HashMap<>();
    graph.getValueInfoList().forEach(info -> types.put(info.getName(), spec(info).type()));
    return new ModelGraph(name, opsets(model), inputs, outputs, nodes(model), initializers, types);
  }

  private static Map<String, Integer> opsets(ModelProto model) {
    return model.getOpsetImportList().stream()
        .collect(
            Collectors.toMap(
                OperatorSetIdProto::getDomain,
                opset -> Math.toIntExact(opset.getVersion()),
                Math::max));
  }

  private static List<Node> nodes(ModelProto model) {
    Map<String, String> metadata =
        model.getMetadataPropsList().stream()
            .collect(
                Collectors.toMap(
                    StringStringEntryProto::getKey,
                    StringStringEntryProto::getValue,
                    (first, second) -> first));
    List<Node> nodes = new ArrayList<>();
    for (NodeProto proto : model.getGraph().getNodeList()) {
      String name = proto.getName().isEmpty() ? proto.getOutput(0) : proto.getName();
      Map<String, Attribute> attributes = new HashMap<>();
      for (AttributeProto attribute : proto.getAttributeList()) {
        attributes.put(attribute.getName(), AttributeProtos.read(attribute));
      }
      nodes.add(
          new Node(
              name,
              metadata.getOrDefault(OnnxWriter.LAYER_KEY + name, name),
              proto.getDomain(),
              proto.getOpType(),
              proto.getInputList(),
              proto.getOutputList(),
              attributes));
    }
    return nodes;
  }

  private static TensorSpec spec(ValueInfoProto info) {
    TypeProto.Tensor type = info.getType().getTensorType();
    List<Integer> dims = type.getShape().getDimList().stream().map(GraphImport::dim).toList();
    return new TensorSpec(
        info.getName(), ElementType.ofOnnxCode(type.getElemType()), new Shape(dims));
  }

  private static int dim(Dimension dim) {
    return dim.hasDimValue() ? Math.toIntExact(dim.getDimValue()) : 1;
  }
}
