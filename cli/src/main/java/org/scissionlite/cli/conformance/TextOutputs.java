package org.scissionlite.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelInferResponse.InferOutputTensor;

/** Whether outputs of texts are as many texts as their shapes say. */
final class TextOutputs {
  private static final String DATATYPE = "BYTES";

  private TextOutputs() {}

  /**
   * Of a response over gRPC, whatever form it has; outputs of other datatypes are not looked at.
   */
  static boolean areWhole(ModelInferResponse response) {
    for (int i = 0; i < response.getOutputsCount(); i++) {
      InferOutputTensor output = response.getOutputs(i);
      if (output.getDatatype().equals(DATATYPE)) {
        long texts =
            response.getRawOutputContentsCount() > 0
                ? count(response.getRawOutputContents(i).asReadOnlyByteBuffer())
                : output.getContents().getBytesContentsCount();
        if (texts != output.getShapeList().stream().reduce(1L, (a, b) -> a * b)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The texts in raw contents, each behind its length; -1 where the lengths do not fit. */
  private static long count(ByteBuffer raw) {
    ByteBuffer bytes = raw.order(ByteOrder.LITTLE_ENDIAN);
    long count = 0;
    while (bytes.hasRemaining()) {
      int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        return -1;
      }
      bytes.position(bytes.position() + length);
      count++;
    }
    return count;
  }

  /** Whether the data of an output in JSON are texts where it is of texts. */
  static boolean areTexts(JsonNode output) {
    if (!output.path("datatype").asText().equals(DATATYPE)) {
      return true;
    }
    for (JsonNode each : output.path("data")) {
      if (!each.isTextual()) {
        return false;
      }
    }
    return true;
  }
}
