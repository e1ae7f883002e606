package org.scissionlite.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The outer values that the graphs inside an attribute (the body of a Loop, say) read. */
final class CapturedNames {
  private CapturedNames() {}

  static List<String> of(AttributeProto attribute) {
    return graphs(attribute).flatMap(graph -> ofGraph(graph).stream()).distinct().toList();
  }

  private static Stream<GraphProto> graphs(AttributeProto attribute) {
    Stream<GraphProto> single = attribute.hasG() ? Stream.of(attribute.getG()) : Stream.of();
    return Stream.concat(single, attribute.getGraphsList().stream());
  }

  private static Set<String> ofGraph(GraphProto graph) {
    Set<String> own = new HashSet<>(Set.of(""));
    graph.getInputList().forEach(input -> own.add(input.getName()));
    graph.getInitializerList().forEach(initializer -> own.add(initializer.getName()));
    Set<String> captured = new LinkedHashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      node.getInputList().forEach(name -> addUnlessOwn(captured, own, name));
      node.getAttributeList()
          .forEach(inner -> of(inner).forEach(name -> addUnlessOwn(captured, own, name)));
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
