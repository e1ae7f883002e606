package org.scissionlite.onnx.proto;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.model.Attribute;

/** What the graphs inside an attribute (the body of a Loop, say) hold and read. */
public final class SubgraphBodies {
  private SubgraphBodies() {}

  /** The outer values that they read. */
  public static List<String> captured(AttributeProto attribute) {
    return graphs(attribute).flatMap(graph -> capturedBy(graph).stream()).distinct().toList();
  }

  /** The operators in the bodies of an attribute, those of bodies within bodies included. */
  public static Stream<String> operators(Attribute.Opaque attribute) {
    return operators(AttributeProtos.parse(attribute));
  }

  private static Stream<String> operators(AttributeProto attribute) {
    return graphs(attribute)
        .flatMap(graph -> graph.getNodeList().stream())
        .flatMap(
            node ->
                Stream.concat(
                    Stream.of(node.getOpType()),
                    node.getAttributeList().stream().flatMap(SubgraphBodies::operators)));
  }

  private static Stream<GraphProto> graphs(AttributeProto attribute) {
    Stream<GraphProto> single = attribute.hasG() ? Stream.of(attribute.getG()) : Stream.of();
    return Stream.concat(single, attribute.getGraphsList().stream());
  }

  private static Set<String> capturedBy(GraphProto graph) {
    Set<String> own = new HashSet<>(Set.of(""));
    graph.getInputList().forEach(input -> own.add(input.getName()));
    graph.getInitializerList().forEach(initializer -> own.add(initializer.getName()));
    Set<String> captured = new LinkedHashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      node.getInputList().forEach(name -> addUnlessOwn(captured, own, name));
      node.getAttributeList()
          .forEach(inner -> captured(inner).forEach(name -> addUnlessOwn(captured, own, name)));
      own.addAll(node.getOutputList());
    }
    graph.getOutputList().forEach(output -> addUnlessOwn(captured, own, output.getName()));
    return captured;
  }

  private static void addUnlessOwn(Set<String> captured, Set<String> own, String name) {
    if (!own.contains(name)) {
      captured.add(name);
    }
  }
}
