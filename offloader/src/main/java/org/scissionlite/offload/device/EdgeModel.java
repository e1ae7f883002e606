package org.scissionlite.offload.device;

import java.util.List;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/**
 * An edge that was asked what it serves, and serves what the device needs.
 *
 * @param tellsBundle whether it names its bundle; other servers, such as Triton, do not
 * @param outputs what it answers with
 */
record EdgeModel(boolean tellsBundle, List<TensorMetadata> outputs) {
  /** Room for all of a response but the contents of its tensors. */
  private static final long ENVELOPE_BYTES = 64 * 1024;

  /** Where the server leaves a size open. */
  private static final long OPEN_OUTPUT_BYTES = 64L * 1024 * 1024;

  /** Typed contents take up to this many bytes an element. */
  private static final long MOST_ELEMENT_BYTES = 10;

  EdgeModel {
    outputs = List.copyOf(outputs);
  }

  /** The largest response that makes sense. */
  int maxResponseBytes() {
    double bytes = ENVELOPE_BYTES;
    for (TensorMetadata output : outputs) {
      bytes +=
          output.getShapeList().stream().anyMatch(dim -> dim < 0)
              ? OPEN_OUTPUT_BYTES
              : output.getShapeList().stream().reduce(MOST_ELEMENT_BYTES, EdgeModel::product);
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  private static long product(long left, long right) {
    return Math.multiplyHigh(left, right) == 0 ? left * right : Long.MAX_VALUE;
  }
}
