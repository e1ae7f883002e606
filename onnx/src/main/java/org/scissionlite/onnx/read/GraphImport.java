package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.FreeNames;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.proto.AttributeProtos;
import org.scissionlite.onnx.write.OnnxWriter;

/** Turns the message of an ONNX file into a model graph: named, sorted, initializers no inputs. */
final class GraphImport {
  private GraphImport() {}

  /** The graph; types between nodes are not known yet, those of the outputs are provisional. */
  static ModelGraph toGraph(ModelFile file, ReadOptions options) {
    GraphProto graph = file.proto().getGraph();
    InputTypes types = InputTypes.of(file, options);
    List<TensorSpec> inputs =
        graph.getInputList().stream()
            .filter(input -> !file.weights().containsKey(input.getName()))
            .map(types::input)
            .toList();
    List<TensorSpec> outputs = graph.getOutputList().stream().map(types::output).toList();
    return new ModelGraph(
        file.name(),
        opsets(file.proto()),
        inputs,
        outputs,
        TopologicalOrder.of(file.name(), nodes(file.proto())),
        file.weights(),
        Map.of());
  }

  private static Map<String, Integer> opsets(ModelProto model) {
    return model.getOpsetImportList().stream()
        .collect(
            Collectors.toMap(
                opset -> ProtoChecks.oneName(opset.getDomain()),
                (OperatorSetIdProto opset) -> Math.toIntExact(opset.getVersion()),
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
    List<NodeProto> protos = model.getGraph().getNodeList();
    Set<String> given =
        protos.stream().map(NodeProto::getName).collect(Collectors.toCollection(HashSet::new));
    FreeNames free = FreeNames.except(given);
    List<Node> nodes = new ArrayList<>();
    for (NodeProto proto : protos) {
      boolean isOwn = !proto.getName().isEmpty() && given.remove(proto.getName());
      String name = isOwn ? proto.getName() : free.take(wantedName(proto));
      String layer = metadata.getOrDefault(OnnxWriter.LAYER_KEY + name, name);
      nodes.add(
          new Node(
              name,
              layer,
              ProtoChecks.oneName(proto.getDomain()),
              proto.getOpType(),
              proto.getInputList(),
              proto.getOutputList(),
              attributes(proto)));
    }
    return nodes;
  }

  /** The node's name, or its first output's where it has none. */
  private static String wantedName(NodeProto proto) {
    return proto.getName().isEmpty()
        ? proto.getOutputList().stream().filter(out -> !out.isEmpty()).findFirst().orElseThrow()
        : proto.getName();
  }

  private static Map<String, Attribute> attributes(NodeProto proto) {
    Map<String, Attribute> attributes = new HashMap<>();
    for (AttributeProto attribute : proto.getAttributeList()) {
      attributes.put(attribute.getName(), AttributeProtos.read(attribute));
    }
    return attributes;
  }
}
