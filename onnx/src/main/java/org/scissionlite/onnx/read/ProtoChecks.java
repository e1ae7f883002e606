package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.onnx.proto.TensorProtos;

/** The checks of an ONNX message that need no knowledge of operators. */
final class ProtoChecks {
  private static final int LEAST_IR_VERSION = 3;
  private static final int LEAST_OPSET = 7;
  private static final int MOST_OPSET = 1000;

  private final String model;

  private ProtoChecks(String model) {
    this.model = model;
  }

  /**
   * @throws ScissionLiteException for what no reader here understands: an older version, no graph,
   *     sparse weights, nodes without operator or output
   */
  static void check(ModelProto proto, String model) {
    new ProtoChecks(model).check(proto);
  }

  private void check(ModelProto proto) {
    require(proto.hasGraph() && proto.getGraph().getOutputCount() > 0, "holds no graph");
    require(
        proto.getIrVersion() >= LEAST_IR_VERSION,
        "has IR version %d; expected 3 or later".formatted(proto.getIrVersion()));
    for (OperatorSetIdProto opset : proto.getOpsetImportList()) {
      long version = opset.getVersion();
      int least = isStandard(opset.getDomain()) ? LEAST_OPSET : 1;
      require(
          version >= least && version <= MOST_OPSET,
          "has opset %d of '%s', in which node %s means something else; expected %d or later: convert it with onnx.version_converter.convert_version(model, 17) of the Python package onnx"
              .formatted(version, opset.getDomain(), firstNode(proto.getGraph()), least));
    }
    require(
        proto.getOpsetImportList().stream().anyMatch(opset -> isStandard(opset.getDomain())),
        "names no version of the standard operators");
    checkGraph(proto.getGraph());
    proto.getGraph().getInitializerList().forEach(this::checkTensor);
  }

  /** The first node, as "'conv1' (Conv)". */
  private static String firstNode(GraphProto graph) {
    return graph.getNodeList().stream()
        .findFirst()
        .map(node -> "'%s' (%s)".formatted(nameOf(node), node.getOpType()))
        .orElse("none");
  }

  static String nameOf(NodeProto node) {
    return node.getName().isEmpty() && node.getOutputCount() > 0
        ? node.getOutput(0)
        : node.getName();
  }

  /** The domains whose operators the engine has: its own and ONNX's. */
  static boolean isKnown(String domain) {
    return isStandard(domain)
        || domain.startsWith("ai.onnx.")
        || domain.equals("com.microsoft")
        || domain.startsWith("com.microsoft.");
  }

  /** A domain by one name: the standard operators' has two. */
  static String oneName(String domain) {
    return isStandard(domain) ? "" : domain;
  }

  static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private void checkGraph(GraphProto graph) {
    require(graph.getSparseInitializerCount() == 0, "has sparse weights, which are not supported");
    for (NodeProto node : graph.getNodeList()) {
      require(!node.getOpType().isEmpty(), "node '%s' has no operator".formatted(node.getName()));
      require(
          node.getOutputList().stream().anyMatch(output -> !output.isEmpty()),
          "node '%s' (%s) has no output".formatted(node.getName(), node.getOpType()));
      require(
          isKnown(node.getDomain()),
          "node '%s' is the operator %s of '%s', which the engine does not have; export the model with standard operators, or take the node out and compute it behind the model"
              .formatted(nameOf(node), node.getOpType(), node.getDomain()));
      node.getAttributeList().forEach(attribute -> checkAttribute(node, attribute));
    }
  }

  private void checkAttribute(NodeProto node, AttributeProto attribute) {
    require(
        attribute.getType() != AttributeProto.AttributeType.UNDEFINED
            && attribute.getRefAttrName().isEmpty(),
        "node '%s' (%s): attribute '%s' has no value"
            .formatted(node.getName(), node.getOpType(), attribute.getName()));
    attribute.getGraphsList().forEach(this::checkBody);
    attribute.getTensorsList().forEach(this::checkInline);
    if (attribute.hasG()) {
      checkBody(attribute.getG());
    }
    if (attribute.hasT()) {
      checkInline(attribute.getT());
    }
  }

  private void checkBody(GraphProto body) {
    checkGraph(body);
    body.getInitializerList().forEach(this::checkInline);
  }

  private void checkInline(TensorProto tensor) {
    checkTensor(tensor);
    require(
        tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL,
        "tensor '%s' inside a node lies in another file".formatted(tensor.getName()));
  }

  private void checkTensor(TensorProto tensor) {
    require(!tensor.hasSegment(), "tensor '%s' is split in segments".formatted(tensor.getName()));
    TensorProtos.typeOf(tensor);
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ScissionLiteException("model '%s' %s".formatted(model, otherwise));
    }
  }
}
