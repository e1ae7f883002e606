package org.scissionlite.onnx.runtime;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.proto.TensorProtos;
import org.scissionlite.onnx.write.WeightSink;

/**
 * Hands the weights of a graph to ONNX Runtime on the memory they lie in, past the message: opening
 * a session copies no weights, and no message grows over 2 GB.
 *
 * <p>The memory must stay reachable as long as the session is open: keep this object.
 */
public final class SharedWeights implements WeightSink {
  /** Weights below this stay in the message: engines read shapes and axes from it. */
  private static final long LEAST_BYTES = 1024;

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  @Override
  public TensorProto toProto(String name, Tensor tensor) {
    if (tensor.type().bytes() < LEAST_BYTES || !OrtTensors.isRepresentable(tensor.elementType())) {
      return TensorProtos.of(name, tensor);
    }
    tensors.put(name, OrtTensors.usableInPlace(tensor));
    return TensorProtos.typed(name, tensor.type())
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("in-memory"))
        .build();
  }

  /** Opens a session of the message, to which {@link #toProto} gave its weights. */
  public OrtSession open(byte[] model, SessionOptions options) throws OrtException {
    OrtEnvironment environment = OrtEnvironments.shared();
    try (OrtTensors handles = OrtTensors.of(environment, tensors)) {
      if (!handles.values().isEmpty()) {
        options.addExternalInitializers(new LinkedHashMap<>(handles.values()));
      }
      return environment.createSession(model, options);
    }
  }
}
