package org.scissionlite.offload.device.remote;

import java.util.List;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.offload.wire.TensorMessages;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/**
 * An edge that was asked what it serves, and serves what the device needs.
 *
 * @param tellsBundle whether it names its bundle, and has its codecs; other servers, such as
 *     Triton, do not
 * @param server what another server calls itself, such as "triton 2.50.0"; empty where it does not
 * @param outputs what it answers with; -1 for a size that the server leaves open
 * @param maxResponseBytes the largest response that makes sense
 */
record EdgeModel(
    boolean tellsBundle, String server, List<TensorMetadata> outputs, int maxResponseBytes) {
  /** Room for all of a response but the contents of its tensors. */
  private static final long ENVELOPE_BYTES = 64 * 1024;

  /** Where the server leaves a size open, and for texts. */
  private static final long OPEN_OUTPUT_BYTES = 64L * 1024 * 1024;

  /** Typed contents take up to this many bytes an element. */
  private static final long MOST_ELEMENT_BYTES = 10;

  EdgeModel {
    outputs = List.copyOf(outputs);
  }

  /**
   * An edge with these outputs.
   *
   * @throws ScissionLiteException if one of them has a shape that no message can hold
   */
  static EdgeModel of(boolean tellsBundle, List<TensorMetadata> outputs) {
    double bytes = ENVELOPE_BYTES;
    for (TensorMetadata output : outputs) {
      bytes += mostBytes(output);
    }
    return new EdgeModel(tellsBundle, "", outputs, (int) Math.min(Integer.MAX_VALUE, bytes));
  }

  /** The same of a server that calls itself so. */
  EdgeModel of(String name) {
    return new EdgeModel(tellsBundle, name, outputs, maxResponseBytes);
  }

  private static long mostBytes(TensorMetadata output) {
    boolean isText = output.getDatatype().equals(ElementType.STRING.protocolName());
    if (isText || output.getShapeList().contains(-1L)) {
      return OPEN_OUTPUT_BYTES;
    }
    try {
      return TensorMessages.shape(output.getShapeList()).elements() * MOST_ELEMENT_BYTES;
    } catch (ScissionLiteException e) {
      throw new ScissionLiteException(
          ", output '%s': %s".formatted(output.getName(), e.getMessage()), e);
    }
  }
}
