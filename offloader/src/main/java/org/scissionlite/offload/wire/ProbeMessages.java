package org.scissionlite.offload.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Random;
import org.scissionlite.error.UsageException;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * Messages that measure a link: inferences of a model that computes nothing, whose request and
 * answer have the sizes that are asked for. Their bytes are random, so that nothing on the way
 * makes them fewer.
 */
public final class ProbeMessages {
  /** The model's name. */
  public static final String MODEL = "scissionlite-probe";

  /** The extension of the protocol that a server names if it answers probes. */
  public static final String EXTENSION = "scissionlite_probe";

  /** The most bytes of a probe each way, 1 MiB. */
  public static final int MOST_BYTES = 1 << 20;

  private static final String REPLY_BYTES = "scissionlite_probe_reply_bytes";
  private static final String TENSOR = "probe";
  private static final String BYTES = "UINT8";
  private static final ByteString NOISE = noise();

  private ProbeMessages() {}

  private static ByteString noise() {
    byte[] bytes = new byte[MOST_BYTES];
    new Random(1).nextBytes(bytes);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  /** A probe of some bytes each way. */
  public static ModelInferRequest request(int bytes, int replyBytes) {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder()
            .setModelName(MODEL)
            .putParameters(
                REPLY_BYTES, InferParameter.newBuilder().setInt64Param(replyBytes).build())
            .addRawInputContents(NOISE.substring(0, bytes));
    request.addInputsBuilder().setName(TENSOR).setDatatype(BYTES).addShape(bytes);
    return request.build();
  }

  /**
   * The answer to a probe.
   *
   * @throws UsageException if it asks for fewer than 0 or more than {@link #MOST_BYTES} bytes
   */
  public static ModelInferResponse answer(ModelInferRequest request) {
    long bytes =
        request
            .getParametersOrDefault(REPLY_BYTES, InferParameter.getDefaultInstance())
            .getInt64Param();
    if (bytes < 0 || bytes > MOST_BYTES) {
      throw new UsageException(
          "%s: expected 0 to %d bytes of answer, got %d".formatted(MODEL, MOST_BYTES, bytes));
    }
    ModelInferResponse.Builder answer =
        ModelInferResponse.newBuilder()
            .setModelName(MODEL)
            .setId(request.getId())
            .addRawOutputContents(NOISE.substring(0, (int) bytes));
    answer.addOutputsBuilder().setName(TENSOR).setDatatype(BYTES).addShape(bytes);
    return answer.build();
  }
}
