package org.scissionlite.onnx.write;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.proto.AttributeProtos;
import org.scissionlite.onnx.proto.FailureReasons;
import org.scissionlite.onnx.proto.TypeProtos;

/** Writes model graphs as ONNX; the same graph gives the same bytes on every machine. */
public final class OnnxWriter {
  /** The IR version of ONNX 1.10 to 1.12, which belongs to opset 17 and which all engines read. */
  static final int IR_VERSION = 8;

  /** Prefix of the metadata entries that name the layer of a node. */
  public static final String LAYER_KEY = "scissionlite.layer.";

  /** Weights beyond this many bytes go into a file of their own: a message ends at 2^31 bytes. */
  private static final long MOST_INLINE_BYTES = 1_900_000_000L;

  private OnnxWriter() {}

  /**
   * The graph as the bytes of an ONNX file.
   *
   * @throws ScissionLiteException if they exceed 1.9 GB; {@link #write} has no such limit
   */
  public static byte[] toBytes(ModelGraph graph) {
    return toMessage(graph).toByteArray();
  }

  /**
   * The graph as the message of an ONNX file.
   *
   * @throws ScissionLiteException if it exceeds 1.9 GB
   */
  public static ModelProto toMessage(ModelGraph graph) {
    long weightBytes = weightBytes(graph);
    if (weightBytes > MOST_INLINE_BYTES) {
      throw new ScissionLiteException(
          "model '%s': %d bytes of weights do not fit into one ONNX message; write it to a file"
              .formatted(graph.name(), weightBytes));
    }
    return toProto(graph, WeightSink.inline());
  }

  /**
   * Writes the graph to an ONNX file; weights over 1.9 GB go into the file {@code NAME.data} beside
   * it. The file appears when it is complete.
   *
   * @throws ScissionLiteException if a file cannot be written
   */
  public static void write(ModelGraph graph, Path file) {
    write(graph, file, MOST_INLINE_BYTES);
  }

  /**
   * Writes the graph to an ONNX file; weights over a number of bytes go into the file {@code
   * NAME.data} beside it, those of tensors under 1 KiB excepted.
   *
   * @param mostInlineBytes the most bytes of weights that stay in the ONNX file itself
   * @throws ScissionLiteException if a file cannot be written
   */
  public static void write(ModelGraph graph, Path file, long mostInlineBytes) {
    boolean isSmall = weightBytes(graph) <= Math.min(mostInlineBytes, MOST_INLINE_BYTES);
    writeWhole(isSmall ? toProto(graph, WeightSink.inline()) : withDataFile(graph, file), file);
  }

  /** Writes the data file; the message refers to it. */
  private static ModelProto withDataFile(ModelGraph graph, Path file) {
    String name = file.getFileName() + ".data";
    List<ModelProto> written = new ArrayList<>();
    try {
      AtomicWrite.file(
          file.resolveSibling(name),
          temporary -> {
            try (ExternalWeights weights = new ExternalWeights(name, temporary)) {
              written.add(toProto(graph, weights));
            }
          });
    } catch (UncheckedIOException e) {
      throw new ScissionLiteException(
          "cannot write '%s': %s".formatted(file.resolveSibling(name), FailureReasons.reason(e)),
          e);
    }
    return written.get(0);
  }

  private static void writeWhole(ModelProto proto, Path file) {
    AtomicWrite.file(
        file,
        temporary -> {
          try (OutputStream out = Files.newOutputStream(temporary)) {
            proto.writeTo(out);
          }
        });
  }

  private static long weightBytes(ModelGraph graph) {
    return graph.initializers().values().stream().mapToLong(tensor -> tensor.type().bytes()).sum();
  }

  public static ModelProto toProto(ModelGraph graph, WeightSink weights) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("scissionlite")
            .setGraph(graphProto(graph, weights));
    new TreeMap<>(graph.opsets())
        .forEach(
            (domain, version) ->
                model.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
    graph.nodes().stream()
        .filter(node -> !node.layer().equals(node.name()))
        .forEach(
            node ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder()
                        .setKey(LAYER_KEY + node.name())
                        .setValue(node.layer())));
    return model.build();
  }

  private static GraphProto graphProto(ModelGraph graph, WeightSink weights) {
    GraphProto.Builder proto = GraphProto.newBuilder().setName(graph.name());
    graph.inputs().forEach(input -> proto.addInput(TypeProtos.valueInfo(input)));
    graph.outputs().forEach(output -> proto.addOutput(TypeProtos.valueInfo(output)));
    graph.nodes().forEach(node -> proto.addNode(nodeProto(node)));
    graph
        .initializers()
        .forEach((name, tensor) -> proto.addInitializer(weights.toProto(name, tensor)));
    Set<String> outputs =
        graph.outputs().stream().map(TensorSpec::name).collect(Collectors.toSet());
    graph.nodes().stream()
        .flatMap(Node::writes)
        .filter(name -> graph.types().containsKey(name) && !outputs.contains(name))
        .forEach(name -> proto.addValueInfo(TypeProtos.valueInfo(graph.spec(name))));
    return proto.build();
  }

  private static NodeProto nodeProto(Node node) {
    NodeProto.Builder proto =
        NodeProto.newBuilder()
            .setName(node.name())
            .setDomain(node.domain())
            .setOpType(node.operator())
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs());
    node.attributes().forEach((key, value) -> proto.addAttribute(AttributeProtos.of(key, value)));
    return proto.build();
  }
}
