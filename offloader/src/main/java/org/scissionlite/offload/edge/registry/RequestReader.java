package org.scissionlite.offload.edge.registry;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.wire.TensorMessages;
import org.scissionlite.offload.wire.TypedContents;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferRequest.InferInputTensor;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** Turns requests for one edge slice into its input tensors; nothing unexpected passes. */
final class RequestReader {
  private final String slice;
  private final List<Expected> wire;
  private final List<String> expected;

  /** An input, and how it is described, which is the same for all requests. */
  private record Expected(WireFormat format, TensorMetadata metadata, long plainBytes) {
    static Expected of(WireFormat format) {
      return new Expected(format, format.metadata(), format.spec().bytes());
    }

    String name() {
      return metadata.getName();
    }

    boolean isOf(InferInputTensor input) {
      return input.getDatatype().equals(metadata.getDatatype())
          && TensorMessages.accepts(metadata.getShapeList(), input.getShapeList());
    }
  }

  /**
   * Reads requests.
   *
   * @param slice the name of the edge slice, for messages
   * @param wire the inputs that the slice expects
   */
  RequestReader(String slice, List<WireFormat> wire) {
    this.slice = slice;
    this.wire = wire.stream().map(Expected::of).toList();
    this.expected = this.wire.stream().map(Expected::name).toList();
  }

  /**
   * The input tensors of a request; those that need no decoding lie in the message's memory.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT with the input, the expected and the
   *     found
   */
  Map<String, Tensor> read(ModelInferRequest request) {
    Map<String, Integer> positions = positions(request);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Expected input : wire) {
      String name = input.name();
      try {
        tensors.put(name, readOne(request, positions.get(name), input));
      } catch (ScissionLiteException e) {
        String hint =
            request.containsParameters(WireNames.BUNDLE)
                ? ""
                : "; device and edge run different bundles";
        throw StatusErrors.invalid(
            "edge slice %s, input '%s': %s%s".formatted(slice, name, e.getMessage(), hint));
      }
    }
    return tensors;
  }

  /** Where each expected input stands in the request. */
  private Map<String, Integer> positions(ModelInferRequest request) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < request.getInputsCount(); i++) {
      String name = request.getInputs(i).getName();
      if (!expected.contains(name)) {
        throw StatusErrors.invalid(
            "edge slice %s has no input '%s'; it expects %s".formatted(slice, name, expected));
      }
      if (positions.put(name, i) != null) {
        throw StatusErrors.invalid(
            "edge slice %s, input '%s': is there more than once".formatted(slice, name));
      }
    }
    if (positions.size() < expected.size()) {
      throw StatusErrors.invalid(
          "edge slice %s: expected the inputs %s, got %s"
              .formatted(slice, expected, positions.keySet()));
    }
    int raw = request.getRawInputContentsCount();
    if (raw != 0 && raw != request.getInputsCount()) {
      throw StatusErrors.invalid(
          "edge slice %s: expected %d raw_input_contents, one for each input, or none; got %d"
              .formatted(slice, request.getInputsCount(), raw));
    }
    return positions;
  }

  private static Tensor readOne(ModelInferRequest request, int position, Expected expected) {
    InferInputTensor input = request.getInputs(position);
    checkType(input, expected);
    if (request.getRawInputContentsCount() == 0) {
      return fromElements(input, expected.format());
    }
    if (input.hasContents()) {
      throw new ScissionLiteException("has both raw and typed contents");
    }
    return fromRaw(input, request.getRawInputContents(position), expected);
  }

  private static void checkType(InferInputTensor input, Expected expected) {
    TensorMessages.requireConcrete(input.getShapeList());
    if (!expected.isOf(input)) {
      throw new ScissionLiteException(
          "expected %s, got %s"
              .formatted(
                  TensorMessages.describe(expected.metadata()),
                  TensorMessages.describe(input.getDatatype(), input.getShapeList())));
    }
  }

  private static Tensor fromRaw(InferInputTensor input, ByteString raw, Expected expected) {
    WireFormat format = expected.format();
    if (format.isPlain()) {
      if (format.type().isText()) {
        requireAtMost(format.maxRawBytes(), raw.size());
      } else {
        requireCount("bytes", expected.plainBytes(), raw.size());
      }
      return new Tensor(format.type(), raw.asReadOnlyByteBuffer());
    }
    requireCount("bytes", input.getShape(0), raw.size());
    requireAtMost(format.maxRawBytes(), raw.size());
    return format.decode(raw.asReadOnlyByteBuffer());
  }

  private static Tensor fromElements(InferInputTensor input, WireFormat format) {
    if (format.isPlain()) {
      Tensor tensor = TypedContents.tensor(input.getContents(), format.type());
      requireAtMost(format.maxRawBytes(), tensor.data().remaining());
      return tensor;
    }
    int count = TypedContents.count(input.getContents(), format.messageType());
    requireCount("elements", input.getShape(0), count);
    requireAtMost(format.maxRawBytes(), count);
    ByteBuffer bytes = ByteBuffer.allocate(count);
    TypedContents.copy(input.getContents(), format.messageType(), bytes);
    return format.decode(bytes.flip());
  }

  private static void requireCount(String unit, long expected, long found) {
    if (expected != found) {
      throw new ScissionLiteException("expected %d %s, got %d".formatted(expected, unit, found));
    }
  }

  private static void requireAtMost(long most, long found) {
    if (found > most) {
      throw new ScissionLiteException("expected at most %d bytes, got %d".formatted(most, found));
    }
  }
}
