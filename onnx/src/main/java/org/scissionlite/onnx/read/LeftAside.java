package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.onnx.proto.SubgraphBodies;

/**
 * The outputs of a file that are no tensors, and those of texts unless they are wanted, such as the
 * label of a classifier as a string; left aside with all that only they need.
 *
 * @param proto the model without them
 * @param outputs their names, each with its type
 */
record LeftAside(ModelProto proto, List<String> outputs) {
  /**
   * @param texts whether outputs of texts are kept
   * @throws ScissionLiteException if no output is left
   */
  static LeftAside of(ModelProto model, String name, boolean texts) {
    List<ValueInfoProto> kept = new ArrayList<>();
    List<String> aside = new ArrayList<>();
    for (ValueInfoProto output : model.getGraph().getOutputList()) {
      if (isServed(output.getType(), texts)) {
        kept.add(output);
      } else {
        aside.add("'%s' (%s)".formatted(output.getName(), typeName(output.getType())));
      }
    }
    if (aside.isEmpty()) {
      return new LeftAside(model, List.of());
    }
    if (kept.isEmpty()) {
      throw new ScissionLiteException(
          "model '%s' answers with %s alone; expected an output that is a tensor of numbers, or of texts with prepare --texts"
              .formatted(name, String.join(", ", aside)));
    }
    GraphProto graph = withOutputs(model.getGraph(), kept);
    return new LeftAside(model.toBuilder().setGraph(graph).build(), aside);
  }

  private static boolean isServed(TypeProto type, boolean texts) {
    boolean isOther = type.hasSequenceType() || type.hasMapType() || type.hasOptionalType();
    return !isOther && (texts || !(type.hasTensorType() && isText(type)));
  }

  private static boolean isText(TypeProto type) {
    return type.getTensorType().getElemType() == TensorProto.DataType.STRING_VALUE;
  }

  private static String typeName(TypeProto type) {
    return type.hasTensorType()
        ? "string"
        : type.getValueCase().name().toLowerCase(Locale.ROOT).replace("_type", "");
  }

  private static GraphProto withOutputs(GraphProto graph, List<ValueInfoProto> outputs) {
    Set<String> needed = new HashSet<>();
    outputs.forEach(output -> needed.add(output.getName()));
    List<NodeProto> alive = new ArrayList<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (NodeProto node : graph.getNodeList()) {
        if (node.getOutputList().stream().anyMatch(needed::contains)) {
          grew |= needed.addAll(node.getInputList());
          for (var attribute : node.getAttributeList()) {
            grew |= needed.addAll(SubgraphBodies.captured(attribute));
          }
        }
      }
    }
    graph.getNodeList().stream()
        .filter(node -> node.getOutputList().stream().anyMatch(needed::contains))
        .forEach(alive::add);
    GraphProto.Builder left =
        graph.toBuilder().clearOutput().addAllOutput(outputs).clearNode().addAllNode(alive);
    left.clearInitializer();
    graph.getInitializerList().stream()
        .filter(tensor -> needed.contains(tensor.getName()))
        .forEach(left::addInitializer);
    return left.build();
  }
}
