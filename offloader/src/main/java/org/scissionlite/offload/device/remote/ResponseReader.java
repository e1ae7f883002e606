package org.scissionlite.offload.device.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.offload.wire.TensorMessages;
import org.scissionlite.offload.wire.TypedContents;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelInferResponse.InferOutputTensor;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** Turns responses of one edge into outputs. */
final class ResponseReader {
  private final String edge;

  /**
   * Reads responses.
   *
   * @param edge host and port, for messages
   */
  ResponseReader(String edge) {
    this.edge = edge;
  }

  /**
   * The outputs of a response; those with raw contents share its memory.
   *
   * @throws EdgeFailure if they are not what the edge said that it serves
   */
  Map<String, Tensor> read(ModelInferResponse response, EdgeModel model) {
    int raw = response.getRawOutputContentsCount();
    if (response.getOutputsCount() != model.outputs().size()
        || (raw != 0 && raw != response.getOutputsCount())) {
      throw misfit(
          ": expected %d outputs, got %d with %d raw contents"
              .formatted(model.outputs().size(), response.getOutputsCount(), raw));
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (TensorMetadata expected : model.outputs()) {
      try {
        outputs.put(expected.getName(), readOne(response, expected));
      } catch (ScissionLiteException e) {
        throw misfit(", output '%s': %s".formatted(expected.getName(), e.getMessage()));
      }
    }
    return outputs;
  }

  private EdgeFailure misfit(String what) {
    return new EdgeFailure(EdgeFailure.Kind.OTHER_BUNDLE, "edge %s%s".formatted(edge, what));
  }

  private static Tensor readOne(ModelInferResponse response, TensorMetadata expected) {
    int position = position(response, expected.getName());
    InferOutputTensor output = response.getOutputs(position);
    boolean fits =
        output.getDatatype().equals(expected.getDatatype())
            && TensorMessages.accepts(expected.getShapeList(), output.getShapeList());
    if (!fits) {
      throw new ScissionLiteException(
          "expected %s, got %s"
              .formatted(
                  TensorMessages.describe(expected),
                  TensorMessages.describe(output.getDatatype(), output.getShapeList())));
    }
    TensorType type =
        new TensorType(
            ElementType.ofProtocolName(output.getDatatype()),
            TensorMessages.shape(output.getShapeList()));
    return response.getRawOutputContentsCount() == 0
        ? TypedContents.tensor(output.getContents(), type)
        : new Tensor(type, response.getRawOutputContents(position).asReadOnlyByteBuffer());
  }

  private static int position(ModelInferResponse response, String name) {
    for (int i = 0; i < response.getOutputsCount(); i++) {
      if (response.getOutputs(i).getName().equals(name)) {
        return i;
      }
    }
    throw new ScissionLiteException("it is missing");
  }

  /** What the edge says about its own time. */
  static EdgeTimes times(ModelInferResponse response) {
    return new EdgeTimes(
        nanos(response, WireNames.QUEUE_NANOS),
        nanos(response, WireNames.DECODE_NANOS),
        nanos(response, WireNames.EXECUTE_NANOS));
  }

  private static long nanos(ModelInferResponse response, String name) {
    return response.containsParameters(name)
        ? Math.max(0, response.getParametersOrThrow(name).getInt64Param())
        : 0;
  }
}
