package org.scissionlite.onnx.batch;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.BatchAxes;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * A model of batch 1 as one that takes any number of inputs at a time: the outermost dimension of
 * its inputs and outputs is left open. An image [1,3,224,224] becomes [batch,3,224,224], the answer
 * [1,1000] becomes [batch,1000].
 *
 * <p>Where the batch goes inside the graph is found by {@link BatchAxes}; whether each input's
 * answer is its own is not known before it was tried, as a graph may compute over the whole batch.
 */
public final class OpenBatch {
  private static final String NAME = "batch";

  private OpenBatch() {}

  /**
   * The bytes of the ONNX file with the open batch.
   *
   * @param graph its types are known
   * @throws ScissionLiteException if an input or output has no batch or is of texts, saying which;
   *     or if the weights do not fit into one file
   */
  public static byte[] toBytes(ModelGraph graph) {
    BatchAxes axes = BatchAxes.of(graph);
    graph.inputs().forEach(input -> require("input", input, input.shape().rank() > 0));
    graph
        .outputs()
        .forEach(
            output ->
                require(
                    "output",
                    output,
                    output.shape().rank() > 0
                        && axes.axis(output.name()).filter(axis -> axis == 0).isPresent()));
    ModelProto.Builder model =
        OnnxWriter.toMessage(untyped(BatchTargets.opened(graph, axes))).toBuilder();
    model.getGraphBuilder().getInputBuilderList().forEach(OpenBatch::open);
    model.getGraphBuilder().getOutputBuilderList().forEach(OpenBatch::open);
    return model.build().toByteArray();
  }

  private static void require(String role, TensorSpec spec, boolean hasBatch) {
    if (spec.type().isText()) {
      throw new ScissionLiteException("%s %s is of texts".formatted(role, spec));
    }
    if (!hasBatch || spec.shape().dim(0) != 1) {
      throw new ScissionLiteException("%s %s has no batch of 1 outermost".formatted(role, spec));
    }
  }

  /** The types between nodes are those of batch 1. */
  private static ModelGraph untyped(ModelGraph graph) {
    return new ModelGraph(
        graph.name(),
        graph.opsets(),
        graph.inputs(),
        graph.outputs(),
        graph.nodes(),
        graph.initializers(),
        Map.of());
  }

  private static void open(ValueInfoProto.Builder port) {
    port.getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(0)
        .setDimParam(NAME);
  }
}
