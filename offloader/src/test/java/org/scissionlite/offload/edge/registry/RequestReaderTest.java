package org.scissionlite.offload.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.Texts;
import org.scissionlite.offload.edge.InferRequests;
import org.scissionlite.offload.wire.RunLengthCodec;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.PlainCodec;

class RequestReaderTest {
  private static Tensor bytes(ElementType type, int... values) {
    TensorSpec spec = spec(type, values.length / type.bytes());
    var data = Tensor.allocate(values.length);
    for (int value : values) {
      data.put((byte) value);
    }
    return new Tensor(spec.type(), data.flip());
  }

  private static TensorSpec spec(ElementType type, int elements) {
    return new TensorSpec("x", type, Shape.of(elements));
  }

  /** What an edge slice with one input reads from a request. */
  private static Tensor read(TensorSpec spec, Codec codec, ModelInferRequest.Builder request) {
    return new RequestReader("m.cut", List.of(new WireFormat(spec, codec)))
        .read(request.build())
        .get("x");
  }

  private static Tensor read(Tensor like, ModelInferRequest.Builder request) {
    return read(new TensorSpec("x", like.type()), new PlainCodec(), request);
  }

  private static ModelInferRequest.Builder declared(Tensor tensor) {
    return InferRequests.declared("m", "x", tensor);
  }

  @Test
  void everyDatatype_isReadFromItsTypedContents() {
    Tensor int8 = bytes(ElementType.INT8, -1, 127);
    ModelInferRequest.Builder request = declared(int8);
    request.getInputsBuilder(0).getContentsBuilder().addIntContents(-1).addIntContents(127);
    assertThat(read(int8, request)).isEqualTo(int8);

    Tensor uint8 = bytes(ElementType.UINT8, 255, 0);
    request = declared(uint8);
    request.getInputsBuilder(0).getContentsBuilder().addUintContents(255).addUintContents(0);
    assertThat(read(uint8, request)).isEqualTo(uint8);

    Tensor int16 = bytes(ElementType.INT16, 0xfe, 0xff);
    request = declared(int16);
    request.getInputsBuilder(0).getContentsBuilder().addIntContents(-2);
    assertThat(read(int16, request)).isEqualTo(int16);

    Tensor int32 = bytes(ElementType.INT32, 1, 2, 3, 4);
    request = declared(int32);
    request.getInputsBuilder(0).getContentsBuilder().addIntContents(0x04030201);
    assertThat(read(int32, request)).isEqualTo(int32);

    Tensor int64 = Tensor.vector(-5, 1L << 40);
    request = declared(int64);
    request
        .getInputsBuilder(0)
        .getContentsBuilder()
        .addInt64Contents(-5)
        .addInt64Contents(1L << 40);
    assertThat(read(int64, request)).isEqualTo(int64);

    Tensor bool = bytes(ElementType.BOOL, 1, 0);
    request = declared(bool);
    request.getInputsBuilder(0).getContentsBuilder().addBoolContents(true).addBoolContents(false);
    assertThat(read(bool, request)).isEqualTo(bool);

    Tensor fp64 = bytes(ElementType.FLOAT64, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f);
    request = declared(fp64);
    request.getInputsBuilder(0).getContentsBuilder().addFp64Contents(1);
    assertThat(read(fp64, request)).isEqualTo(fp64);
  }

  @Test
  void fp16_comesAsRawBytesOnly() {
    Tensor half = bytes(ElementType.FLOAT16, 0, 0x3c);
    assertThat(read(half, InferRequests.raw("m", "x", half))).isEqualTo(half);
    ModelInferRequest.Builder typed = declared(half);
    typed.getInputsBuilder(0).getContentsBuilder().addFp32Contents(1);
    assertRefused(() -> read(half, typed), "FP16 comes in raw_input_contents only");
  }

  @Test
  void texts_areReadFromRawAndTypedContents() {
    Tensor texts = Texts.tensor(Shape.of(2), List.of("gr\u00fcn", ""));
    ModelInferRequest.Builder typed = declared(texts);
    typed
        .getInputsBuilder(0)
        .getContentsBuilder()
        .addBytesContents(ByteString.copyFromUtf8("gr\u00fcn"))
        .addBytesContents(ByteString.EMPTY);
    assertThat(read(texts, typed)).isEqualTo(texts);
    assertThat(read(texts, InferRequests.raw("m", "x", texts))).isEqualTo(texts);
  }

  @Test
  void textsThatAreNone_orTooLong_areRefused() {
    Tensor texts = Texts.tensor(Shape.of(2), List.of("a", "b"));
    ModelInferRequest.Builder cut = InferRequests.raw("m", "x", texts);
    cut.setRawInputContents(0, cut.getRawInputContents(0).substring(0, 9));
    assertRefused(() -> read(texts, cut), "text 2 of 2: its length is missing");
    ModelInferRequest.Builder few = declared(texts);
    few.getInputsBuilder(0).getContentsBuilder().addBytesContents(ByteString.EMPTY);
    assertRefused(() -> read(texts, few), "expected 2 elements, got 1");
    ModelInferRequest.Builder noText = declared(texts);
    noText
        .getInputsBuilder(0)
        .getContentsBuilder()
        .addBytesContents(ByteString.EMPTY)
        .addBytesContents(ByteString.copyFrom(new byte[] {(byte) 0xC8}));
    assertRefused(() -> read(texts, noText), "text 2 is no UTF-8");
    Tensor both = Texts.tensor(Shape.of(2), List.of("x".repeat(65_529), ""));
    ModelInferRequest.Builder typed = declared(both);
    Texts.utf8(both)
        .forEach(
            text ->
                typed
                    .getInputsBuilder(0)
                    .getContentsBuilder()
                    .addBytesContents(ByteString.copyFrom(text)));
    for (var request : List.of(InferRequests.raw("m", "x", both), typed)) {
      assertRefused(() -> read(both, request), "expected at most 65536 bytes, got 65537");
    }
  }

  private static void assertRefused(Runnable reading, String... parts) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal -> {
              assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(refusal.getStatus().getDescription()).contains(parts);
            });
  }

  @Test
  void elementOutOfRange_isNamed() {
    Tensor uint8 = bytes(ElementType.UINT8, 0, 0);
    ModelInferRequest.Builder request = declared(uint8);
    request.getInputsBuilder(0).getContentsBuilder().addUintContents(1).addUintContents(256);
    assertRefused(() -> read(uint8, request), "256 is no UINT8");
    Tensor int8 = bytes(ElementType.INT8, 0);
    ModelInferRequest.Builder signed = declared(int8);
    signed.getInputsBuilder(0).getContentsBuilder().addIntContents(-129);
    assertRefused(() -> read(int8, signed), "-129 is no INT8");
  }

  @Test
  void wrongField_isNamed() {
    Tensor floats = Tensor.ofFloats(Shape.of(1), 1);
    ModelInferRequest.Builder request = declared(floats);
    request.getInputsBuilder(0).getContentsBuilder().addFp64Contents(1);
    assertRefused(
        () -> read(floats, request), "expected FP32 elements in fp32_contents", "[fp64_contents]");
  }

  @Test
  void tooManyElements_areRefused() {
    Tensor floats = Tensor.ofFloats(Shape.of(1), 1);
    ModelInferRequest.Builder request = declared(floats);
    request.getInputsBuilder(0).getContentsBuilder().addFp32Contents(1).addFp32Contents(2);
    assertRefused(() -> read(floats, request), "expected 1 elements, got 2");
  }

  @Test
  void inputsThatDoNotMatch_areNamed() {
    Tensor floats = Tensor.ofFloats(Shape.of(1), 1);
    assertRefused(
        () -> read(floats, ModelInferRequest.newBuilder()), "expected the inputs [x], got []");
    assertRefused(
        () -> read(floats, InferRequests.raw("m", "z", floats)), "has no input 'z'", "[x]");
    ModelInferRequest.Builder twice = InferRequests.raw("m", "x", floats);
    twice.addInputs(twice.getInputs(0));
    assertRefused(() -> read(floats, twice), "more than once");
    ModelInferRequest.Builder both = InferRequests.raw("m", "x", floats);
    both.getInputsBuilder(0).getContentsBuilder().addFp32Contents(1);
    assertRefused(() -> read(floats, both), "both raw and typed");
    ModelInferRequest.Builder extra = InferRequests.raw("m", "x", floats);
    extra.addRawInputContents(ByteString.EMPTY);
    assertRefused(() -> read(floats, extra), "expected 1 raw_input_contents", "got 2");
    ModelInferRequest.Builder nothing = declared(floats);
    assertRefused(() -> read(floats, nothing), "expected 1 elements, got 0");
  }

  @Test
  void encodedTensor_isDecodedFromRawAndTypedContents() {
    Tensor tensor = bytes(ElementType.UINT8, 7, 7, 7, 7, 9, 9);
    WireFormat format = new WireFormat(new TensorSpec("x", tensor.type()), new RunLengthCodec());
    Tensor encoded = encoded(4, 7, 2, 9);
    ModelInferRequest.Builder typed = declared(encoded);
    for (int value : new int[] {4, 7, 2, 9}) {
      typed.getInputsBuilder(0).getContentsBuilder().addUintContents(value);
    }
    for (var request : List.of(InferRequests.raw("m", "x", encoded), typed)) {
      assertThat(read(format.spec(), format.codec(), request)).isEqualTo(tensor);
    }
  }

  private static Tensor encoded(int... values) {
    return bytes(ElementType.UINT8, values);
  }

  @Test
  void encodedBytesThatAreNoTensor_areRefused() {
    TensorSpec spec = spec(ElementType.UINT8, 6);
    Codec codec = new RunLengthCodec();
    assertRefused(
        () -> read(spec, codec, InferRequests.raw("m", "x", encoded(9, 7))), "input 'x'", "runs");
    Tensor tooLong = encoded(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertRefused(
        () -> read(spec, codec, InferRequests.raw("m", "x", tooLong)), "at most 12 bytes, got 14");
    ModelInferRequest.Builder wrongLength = InferRequests.raw("m", "x", encoded(6, 7));
    wrongLength.getInputsBuilder(0).setShape(0, 3);
    assertRefused(() -> read(spec, codec, wrongLength), "expected 3 bytes, got 2");
  }

  @Test
  void negativeDimensions_areRefusedInWords() {
    TensorSpec spec = spec(ElementType.UINT8, 6);
    ModelInferRequest.Builder open = InferRequests.raw("m", "x", encoded(6, 7));
    open.getInputsBuilder(0).setShape(0, -1);
    assertRefused(
        () -> read(spec, new RunLengthCodec(), open),
        "input 'x': expected a concrete shape, got [-1]; a tensor that is sent has no dimension"
            + " below 0");
    ModelInferRequest.Builder plain = InferRequests.raw("m", "x", encoded(6, 7));
    plain.getInputsBuilder(0).clearShape().addShape(-2).addShape(-1);
    assertRefused(() -> read(encoded(6, 7), plain), "expected a concrete shape, got [-2,-1]");
  }

  @Test
  void hugeDimensions_areRefusedWithoutMakingRoomForThem() {
    TensorSpec spec = spec(ElementType.UINT8, 6);
    for (long dim : new long[] {Long.MAX_VALUE, 1L << 60, 1L << 32}) {
      ModelInferRequest.Builder request = InferRequests.raw("m", "x", encoded(6, 7));
      request.getInputsBuilder(0).setShape(0, dim);
      assertRefused(
          () -> read(spec, new RunLengthCodec(), request),
          "expected %d bytes, got 2".formatted(dim));
    }
  }
}
