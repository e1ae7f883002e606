package org.scissionlite.offload.wire;

import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** Tensor types, as the protocol writes them. */
public final class TensorMessages {
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
    return declared.size() == shape.size()
        && IntStream.range(0, shape.size())
            .allMatch(i -> declared.get(i) == -1 || declared.get(i).equals(shape.get(i)));
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
