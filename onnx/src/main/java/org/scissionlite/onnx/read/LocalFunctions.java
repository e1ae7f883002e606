package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.FreeNames;
import org.scissionlite.onnx.opset.OpsetUpgrade;

/**
 * The functions that a model brings along, in place of the nodes that call them: what is left has
 * none. A function may call others, stand in the body of an If or a Loop, and hold such bodies
 * itself; tensors and nodes get names below that of the call, as "block1/conv".
 */
final class LocalFunctions {
  private static final int MOST_NODES = 1_000_000;
  private static final int DEEPEST = 200;

  private final String model;
  private final Map<FunctionKey, FunctionProto> functions = new HashMap<>();
  private final Deque<FunctionKey> calls = new ArrayDeque<>();
  private final Set<FunctionKey> used = new HashSet<>();
  private final FreeNames names;
  private int nodes;

  /** By what a node names its function. */
  private record FunctionKey(String domain, String name, String overload) {
    static FunctionKey of(FunctionProto function) {
      return new FunctionKey(
          ProtoChecks.oneName(function.getDomain()), function.getName(), function.getOverload());
    }

    static FunctionKey of(NodeProto node) {
      return new FunctionKey(
          ProtoChecks.oneName(node.getDomain()), node.getOpType(), node.getOverload());
    }

    @Override
    public String toString() {
      return domain.isEmpty() ? name : domain + ":" + name;
    }
  }

  private LocalFunctions(String model, ModelProto proto) {
    this.model = model;
    proto.getFunctionsList().forEach(function -> functions.put(FunctionKey.of(function), function));
    Set<String> taken = new HashSet<>();
    collect(proto.getGraph(), taken);
    names = FreeNames.except(taken);
  }

  /**
   * The model without functions.
   *
   * @throws ScissionLiteException if a function calls itself, if a node does not fit its function,
   *     or if the nodes become too many
   */
  static ModelProto inlined(ModelProto proto, String model) {
    return proto.getFunctionsCount() == 0
        ? proto
        : new LocalFunctions(model, proto).withoutFunctions(proto);
  }

  private ModelProto withoutFunctions(ModelProto proto) {
    GraphProto graph = inlined(proto.getGraph());
    return proto.toBuilder()
        .setGraph(graph)
        .clearFunctions()
        .clearOpsetImport()
        .addAllOpsetImport(opsets(proto))
        .build();
  }

  private GraphProto inlined(GraphProto graph) {
    List<NodeProto> expanded = new ArrayList<>();
    graph.getNodeList().forEach(node -> expand(node, expanded));
    return graph.toBuilder().clearNode().addAllNode(expanded).build();
  }

  private void expand(NodeProto node, List<NodeProto> target) {
    if (++nodes > MOST_NODES) {
      throw refused("its functions come to more than %,d nodes".formatted(MOST_NODES));
    }
    FunctionKey key = FunctionKey.of(node);
    FunctionProto function = functions.get(key);
    if (function == null) {
      target.add(withBodies(node));
      return;
    }
    if (calls.contains(key)) {
      throw refused("function %s calls itself, which cannot be inlined".formatted(key));
    }
    if (calls.size() == DEEPEST) {
      throw refused(
          "function %s is called %d functions deep, which cannot be inlined"
              .formatted(key, DEEPEST));
    }
    used.add(key);
    calls.push(key);
    FunctionCall.of(model, function, withBodies(node), names)
        .nodes()
        .forEach(inner -> expand(inner, target));
    calls.pop();
  }

  /** A node with the functions in its bodies inlined. */
  private NodeProto withBodies(NodeProto node) {
    boolean hasBodies =
        node.getAttributeList().stream()
            .anyMatch(attribute -> attribute.hasG() || attribute.getGraphsCount() > 0);
    if (!hasBodies) {
      return node;
    }
    List<AttributeProto> attributes = new ArrayList<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      AttributeProto.Builder changed = attribute.toBuilder().clearGraphs();
      attribute.getGraphsList().forEach(body -> changed.addGraphs(inlined(body)));
      if (attribute.hasG()) {
        changed.setG(inlined(attribute.getG()));
      }
      attributes.add(changed.build());
    }
    return node.toBuilder().clearAttribute().addAllAttribute(attributes).build();
  }

  /**
   * The operator sets of the model and of the functions that were used; where a function is of
   * another one, its operators must mean the same in the model's.
   */
  private List<OperatorSetIdProto> opsets(ModelProto proto) {
    Map<String, OperatorSetIdProto> opsets = new LinkedHashMap<>();
    proto
        .getOpsetImportList()
        .forEach(opset -> opsets.put(ProtoChecks.oneName(opset.getDomain()), opset));
    for (FunctionKey key : used) {
      for (OperatorSetIdProto opset : functions.get(key).getOpsetImportList()) {
        String domain = ProtoChecks.oneName(opset.getDomain());
        OperatorSetIdProto models = opsets.putIfAbsent(domain, opset);
        if (models != null && domain.isEmpty()) {
          requireSame(key, opset.getVersion(), models.getVersion());
        }
      }
    }
    Set<String> own =
        functions.keySet().stream().map(FunctionKey::domain).collect(Collectors.toSet());
    opsets.keySet().removeIf(each -> own.contains(each) && !ProtoChecks.isKnown(each));
    return List.copyOf(opsets.values());
  }

  private void requireSame(FunctionKey key, long functions, long models) {
    for (NodeProto node : this.functions.get(key).getNodeList()) {
      if (!OpsetUpgrade.isSame(node.getOpType(), functions, models)) {
        throw refused(
            "function %s is written in opset %d, in which its node '%s' (%s) means something else than in the model's opset %d; export both in one opset"
                .formatted(key, functions, ProtoChecks.nameOf(node), node.getOpType(), models));
      }
    }
  }

  private ScissionLiteException refused(String why) {
    return new ScissionLiteException("model '%s': %s".formatted(model, why));
  }

  private static void collect(GraphProto graph, Set<String> names) {
    graph.getInputList().forEach(input -> names.add(input.getName()));
    graph.getOutputList().forEach(output -> names.add(output.getName()));
    graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
    for (NodeProto node : graph.getNodeList()) {
      names.add(node.getName());
      names.addAll(node.getInputList());
      names.addAll(node.getOutputList());
      for (AttributeProto attribute : node.getAttributeList()) {
        attribute.getGraphsList().forEach(body -> collect(body, names));
        if (attribute.hasG()) {
          collect(attribute.getG(), names);
        }
      }
    }
  }
}
