package org.scissionlite.transfer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;
import org.scissionlite.fuzz.Fuzzed;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Preprocessing.Channels;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.entropy.ClassMap;
import org.scissionlite.transfer.codec.entropy.RansTables;
import org.scissionlite.transfer.codec.entropy.SymbolTable;

/** Payloads, as devices send them, and the tables of codecs, as bundles carry them. */
class CodecFuzzTest {
  private static final int ELEMENTS = 48;
  private static final TensorType WIRE = new TensorType(ElementType.INT8, Shape.of(ELEMENTS));
  private static final TensorType DIALLED =
      new TensorType(ElementType.INT8, Shape.of(ELEMENTS + 1));
  private static final TensorType PICTURE =
      new TensorType(ElementType.UINT8, Shape.of(1, 3, 16, 16));
  private static final RansTables TABLES =
      new RansTables(
          ClassMap.single(ELEMENTS),
          List.of(new SymbolTable(-1, 4000, 8000, 4000, SymbolTable.TOTAL - 16_000)));
  private static final Codec RANS = new RansCodec(TABLES);
  private static final Codec DIAL =
      new DialCodec(List.of(new DialCodec.Step(1, 20, TABLES), new DialCodec.Step(2.5, 0, TABLES)));

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void plain(byte[] bytes) throws IOException {
    readExactly(new PlainCodec(), bytes, WIRE);
  }

  /** The checksum is made to fit, as whoever sends damage on purpose does. */
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void packedZstd(byte[] bytes) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    ByteBuffer payload = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    payload.order(ByteOrder.LITTLE_ENDIAN).putInt((int) checksum.getValue()).put(bytes);
    readExactly(new PackedZstdCodec(3), payload.array(), WIRE);
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void rans(byte[] bytes) throws IOException {
    readExactly(RANS, bytes, WIRE);
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void dial(byte[] bytes) throws IOException {
    readExactly(DIAL, bytes, DIALLED);
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void jpeg(byte[] bytes) throws IOException {
    Codec codec = new PictureCodec(PictureFormat.JPEG_420, 85, Channels.RGB, Layout.NCHW);
    Fuzzed.readOrRefuse(() -> codec.decode(ByteBuffer.wrap(bytes), PICTURE));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void webp(byte[] bytes) throws IOException {
    Codec codec = new PictureCodec(PictureFormat.WEBP, 75, Channels.BGR, Layout.NCHW);
    Fuzzed.readOrRefuse(() -> codec.decode(ByteBuffer.wrap(bytes), PICTURE));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void ransTables(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> use(RansCodec.NAME, bytes, WIRE));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void dialTables(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> use(DialCodec.NAME, bytes, DIALLED));
  }

  /** What is taken is a tensor, which survives another time. */
  private static void readExactly(Codec codec, byte[] payload, TensorType type) throws IOException {
    Fuzzed.readOrRefuse(
        () -> {
          Tensor tensor = codec.decode(ByteBuffer.wrap(payload), type);
          assertThat(tensor.type()).isEqualTo(type);
          assertThat(codec.decode(codec.encode(tensor), type).data()).isEqualTo(tensor.data());
        });
  }

  /** Tables that are taken code a tensor, or are for others. */
  private static void use(String name, byte[] tables, TensorType type) {
    Codec codec = Codecs.of(name, ByteBuffer.wrap(tables));
    Tensor zeros = Tensor.zeros(type);
    assertThat(codec.decode(codec.encode(zeros), type).data()).isEqualTo(zeros.data());
  }
}
