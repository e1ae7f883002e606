package org.scissionlite.onnx.inference;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.proto.FailureReasons;
import org.scissionlite.onnx.runtime.OrtEnvironments;
import org.scissionlite.onnx.runtime.OrtTensors;
import org.scissionlite.onnx.runtime.OrtTypes;
import org.scissionlite.onnx.runtime.SharedWeights;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * A graph opened in ONNX Runtime without any optimization, to ask for the types and the values of
 * tensors inside it. Nothing is computed until {@link #run}.
 */
final class GraphProbe implements AutoCloseable {
  private final String model;
  private final OrtEnvironment environment = OrtEnvironments.shared();
  private final SharedWeights weights = new SharedWeights();
  private final OrtSession session;

  /**
   * @param tensors the names to ask for, each written by a node
   * @throws ScissionLiteException if ONNX Runtime does not accept the graph; names the operator
   */
  GraphProbe(ModelGraph graph, List<String> tensors) {
    model = graph.name();
    byte[] bytes = withOutputs(OnnxWriter.toProto(graph, weights), tensors).toByteArray();
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setOptimizationLevel(OptLevel.NO_OPT);
      options.addConfigEntry("session.disable_prepacking", "1");
      session = weights.open(bytes, options);
    } catch (OrtException e) {
      String reason = FailureReasons.reason(e);
      String words =
          MissingKernel.of(graph, reason)
              .map(missing -> ": " + missing.words())
              .orElse(" is not valid: " + reason);
      throw new ScissionLiteException("model '%s'%s".formatted(model, words), e);
    }
  }

  private static ModelProto withOutputs(ModelProto model, List<String> tensors) {
    GraphProto.Builder graph = model.getGraph().toBuilder().clearOutput().clearValueInfo();
    tensors.forEach(name -> graph.addOutput(ValueInfoProto.newBuilder().setName(name)));
    return model.toBuilder().setGraph(graph).build();
  }

  /**
   * The types that follow from those of the inputs, where they do. Scalars are left out: ONNX
   * Runtime does not tell them from tensors of unknown rank.
   */
  Map<String, TensorType> types() {
    try {
      Map<String, TensorType> types = new HashMap<>();
      for (NodeInfo info : session.getOutputInfo().values()) {
        if (info.getInfo() instanceof TensorInfo tensor
            && tensor.getShape().length > 0
            && Arrays.stream(tensor.getShape()).allMatch(dim -> dim >= 0)) {
          types.put(
              info.getName(),
              new TensorType(OrtTypes.elementType(tensor), Shape.ofLongs(tensor.getShape())));
        }
      }
      return types;
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /**
   * Runs the graph.
   *
   * @param pinned tensors that are written in place
   * @param open names of further tensors that are asked for
   * @return the open ones
   */
  Map<String, Tensor> run(
      Map<String, Tensor> inputs, Map<String, Tensor> pinned, Set<String> open) {
    try (OrtTensors in = OrtTensors.of(environment, inputs);
        OrtTensors out = OrtTensors.of(environment, pinned);
        OrtSession.Result result = session.run(in.values(), open, out.values())) {
      Map<String, Tensor> tensors = new HashMap<>();
      for (String name : open) {
        tensors.put(name, OrtTensors.read(name, result.get(name).orElseThrow()));
      }
      return tensors;
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private ScissionLiteException failed(OrtException e) {
    return new ScissionLiteException(
        "model '%s' cannot run: %s".formatted(model, FailureReasons.reason(e)), e);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      Reference.reachabilityFence(weights);
    }
  }
}
