package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.FreeNames;

/** One call of a model's own function: its nodes with the names and attributes of the call. */
final class FunctionCall {
  private final FunctionProto function;
  private final NodeProto call;
  private final FreeNames names;
  private final Map<String, AttributeProto> attributes = new HashMap<>();
  private final String prefix;

  private FunctionCall(FunctionProto function, NodeProto call, FreeNames names) {
    this.function = function;
    this.call = call;
    this.names = names;
    this.prefix =
        call.getName().isEmpty()
            ? call.getOutputList().stream()
                .filter(output -> !output.isEmpty())
                .findFirst()
                .orElse(function.getName())
            : call.getName();
    function.getAttributeProtoList().forEach(each -> attributes.put(each.getName(), each));
    call.getAttributeList().forEach(each -> attributes.put(each.getName(), each));
  }

  /**
   * @throws ScissionLiteException if the node has more inputs or outputs than the function
   */
  static FunctionCall of(String model, FunctionProto function, NodeProto call, FreeNames names) {
    if (call.getInputCount() > function.getInputCount()
        || call.getOutputCount() > function.getOutputCount()) {
      throw new ScissionLiteException(
          "model '%s', node '%s': function %s has %d inputs and %d outputs, the node gives it %d and takes %d"
              .formatted(
                  model,
                  call.getName(),
                  function.getName(),
                  function.getInputCount(),
                  function.getOutputCount(),
                  call.getInputCount(),
                  call.getOutputCount()));
    }
    return new FunctionCall(function, call, names);
  }

  /** The nodes that stand in place of the call. */
  List<NodeProto> nodes() {
    Scope scope = new Scope(null);
    for (int i = 0; i < function.getInputCount(); i++) {
      scope.bind(function.getInput(i), i < call.getInputCount() ? call.getInput(i) : "");
    }
    List<Integer> passedOn = bindOutputs(scope);
    List<NodeProto> nodes = new ArrayList<>();
    function.getNodeList().forEach(node -> nodes.add(renamed(node, scope)));
    for (int output : passedOn) {
      nodes.add(
          NodeProto.newBuilder()
              .setOpType("Identity")
              .addInput(scope.nameOf(function.getOutput(output)))
              .addOutput(call.getOutput(output))
              .build());
    }
    return nodes;
  }

  /** Binds what the nodes write; the rest, such as an input that is passed on, is to be copied. */
  private List<Integer> bindOutputs(Scope scope) {
    Set<String> written = new HashSet<>();
    function.getNodeList().forEach(node -> written.addAll(node.getOutputList()));
    List<Integer> passedOn = new ArrayList<>();
    for (int i = 0; i < call.getOutputCount(); i++) {
      String formal = function.getOutput(i);
      if (!call.getOutput(i).isEmpty()) {
        if (written.contains(formal) && !scope.declares(formal)) {
          scope.bind(formal, call.getOutput(i));
        } else {
          passedOn.add(i);
        }
      }
    }
    return passedOn;
  }

  /** Names of the function, or of a body in it, as the model knows them. */
  private final class Scope {
    private final Scope outer;
    private final Map<String, String> bound = new HashMap<>();

    Scope(Scope outer) {
      this.outer = outer;
    }

    void bind(String name, String as) {
      bound.put(name, as);
    }

    boolean declares(String name) {
      return bound.containsKey(name);
    }

    /** Gives a name that begins in this scope one of its own. */
    void declare(String name) {
      if (!name.isEmpty()) {
        bound.computeIfAbsent(name, own -> names.take(prefix + "/" + own));
      }
    }

    String nameOf(String name) {
      if (name.isEmpty() || declares(name)) {
        return bound.getOrDefault(name, name);
      }
      if (outer != null) {
        return outer.nameOf(name);
      }
      declare(name);
      return bound.get(name);
    }
  }

  private NodeProto renamed(NodeProto node, Scope scope) {
    NodeProto.Builder renamed = node.toBuilder().clearInput().clearOutput().clearAttribute();
    if (!node.getName().isEmpty()) {
      renamed.setName(names.take(prefix + "/" + node.getName()));
    }
    node.getInputList().forEach(name -> renamed.addInput(scope.nameOf(name)));
    node.getOutputList().forEach(name -> renamed.addOutput(scope.nameOf(name)));
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getRefAttrName().isEmpty()) {
        renamed.addAttribute(renamed(attribute, scope));
      } else if (attributes.containsKey(attribute.getRefAttrName())) {
        renamed.addAttribute(
            attributes.get(attribute.getRefAttrName()).toBuilder().setName(attribute.getName()));
      }
    }
    return renamed.build();
  }

  private AttributeProto renamed(AttributeProto attribute, Scope scope) {
    AttributeProto.Builder renamed = attribute.toBuilder().clearGraphs();
    attribute.getGraphsList().forEach(body -> renamed.addGraphs(renamed(body, scope)));
    if (attribute.hasG()) {
      renamed.setG(renamed(attribute.getG(), scope));
    }
    return renamed.build();
  }

  private GraphProto renamed(GraphProto body, Scope around) {
    Scope scope = new Scope(around);
    body.getInputList().forEach(input -> scope.declare(input.getName()));
    body.getInitializerList().forEach(tensor -> scope.declare(tensor.getName()));
    body.getNodeList().forEach(node -> node.getOutputList().forEach(scope::declare));
    GraphProto.Builder renamed =
        body.toBuilder().clearInput().clearOutput().clearInitializer().clearNode().clearValueInfo();
    body.getInputList().forEach(input -> renamed.addInput(renamed(input, scope)));
    body.getOutputList().forEach(output -> renamed.addOutput(renamed(output, scope)));
    body.getInitializerList()
        .forEach(
            tensor ->
                renamed.addInitializer(tensor.toBuilder().setName(scope.nameOf(tensor.getName()))));
    body.getNodeList().forEach(node -> renamed.addNode(renamed(node, scope)));
    return renamed.build();
  }

  private static ValueInfoProto renamed(ValueInfoProto value, Scope scope) {
    return value.toBuilder().setName(scope.nameOf(value.getName())).build();
  }
}
