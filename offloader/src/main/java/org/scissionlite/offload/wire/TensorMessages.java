package org.scissionlite.offload.wire;

import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** Tensor types, as the protocol writes them. */
public final class TensorMessages {
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE;

  private TensorMessages() {}

  /** Name, datatype and shape of a tensor. */
  public static TensorMetadata metadata(TensorSpec spec) {
    return TensorMetadata.newBuilder()
        .setName(spec.name())
        .setDatatype(spec.elementType().protocolName())
        .addAllShape(spec.shape().dims().stream().map(Integer::longValue).toList())
        .build();
  }

  /** Whether a shape is allowed where another, with -1 for any size, is declared. */
  public static boolean accepts(List<Long> declared, List<Long> shape) {
    return declared.equals(shape)
        || (declared.size() == shape.size()
            && IntStream.range(0, shape.size())
                .allMatch(i -> declared.get(i) == -1 || declared.get(i).equals(shape.get(i))));
  }

  /**
   * Checks the shape of a tensor that is sent: only a declaration may leave sizes open.
   *
   * @throws ScissionLiteException for a negative dimension
   */
  public static void requireConcrete(List<Long> dims) {
    for (long dim : dims) {
      if (dim < 0) {
        throw new ScissionLiteException(
            "expected a concrete shape, got %s; a tensor that is sent has no dimension below 0"
                .formatted(describe("", dims).strip()));
      }
    }
  }

  /**
   * The shape of a tensor that is sent.
   *
   * @throws ScissionLiteException for a negative dimension, or more elements than a message holds
   */
  public static Shape shape(List<Long> dims) {
    requireConcrete(dims);
    long elements = 1;
    for (long dim : dims) {
      if (dim > MOST_ELEMENTS || elements * dim > MOST_ELEMENTS) {
        throw new ScissionLiteException(
            "%s has more elements than a message of 2 GiB holds"
                .formatted(describe("", dims).strip()));
      }
      elements = Math.max(1, elements * dim);
    }
    return Shape.ofLongs(dims.stream().mapToLong(Long::longValue).toArray());
  }

  /** Datatype and shape in one word, such as "FP32 [1,64,28,28]". */
  public static String describe(String datatype, List<Long> shape) {
    return datatype + " " + shape.toString().replace(" ", "");
  }

  /** Datatype and shape of a tensor that a server declares. */
  public static String describe(TensorMetadata metadata) {
    return describe(metadata.getDatatype(), metadata.getShapeList());
  }
}
