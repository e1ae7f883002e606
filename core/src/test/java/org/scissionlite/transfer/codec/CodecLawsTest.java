package org.scissionlite.transfer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.entropy.ClassMap;
import org.scissionlite.transfer.codec.entropy.RansTables;
import org.scissionlite.transfer.codec.entropy.SymbolTable;

/** What every codec promises: exactness for all integers, bounded answers to hostile bytes. */
class CodecLawsTest {
  private static final int ELEMENTS = 4 * 6 * 10;
  private static final Shape SHAPE = Shape.of(1, 4, 6, 10);

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"INT8", "UINT8", "INT16"})
  void everyTensor_survives_whateverTheTablesKnow(ElementType element) {
    Random random = new Random(7);
    TensorType type = new TensorType(element, SHAPE);
    for (int round = 0; round < 200; round++) {
      Tensor tensor = random(type, random, round);
      for (Codec codec : codecs(random)) {
        ByteBuffer bytes = codec.encode(tensor);
        assertThat((long) bytes.remaining()).isLessThanOrEqualTo(codec.maxBytes(type));
        Codec read = Codecs.of(codec.name(), codec.tables());
        assertThat(read.decode(bytes, type).data()).isEqualTo(tensor.data());
      }
    }
  }

  @Test
  void extremesOfInt16_survive() {
    TensorType type = new TensorType(ElementType.INT16, SHAPE);
    Tensor tensor = Tensor.zeros(type);
    for (int i = 0; i < ELEMENTS; i++) {
      tensor.data().putShort(2 * i, i % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE);
    }
    Codec codec = codecs(new Random(1)).get(0);
    assertThat(codec.decode(codec.encode(tensor), type).data()).isEqualTo(tensor.data());
  }

  @Test
  void damagedPayload_isRefused_neverMisread() {
    Random random = new Random(11);
    TensorType type = new TensorType(ElementType.INT8, SHAPE);
    for (int round = 0; round < 3000; round++) {
      Tensor tensor = random(type, random, round);
      for (Codec codec : codecs(random)) {
        byte[] payload = array(codec.encode(tensor));
        byte[] damaged = damage(payload, random);
        if (!ByteBuffer.wrap(damaged).equals(ByteBuffer.wrap(payload))) {
          assertThatThrownBy(
                  () -> codec.decode(ByteBuffer.wrap(damaged), type),
                  "%s, round %d: %s instead of %s",
                  codec.name(),
                  round,
                  Arrays.toString(damaged),
                  Arrays.toString(payload))
              .isInstanceOf(ScissionLiteException.class);
        }
      }
    }
  }

  @Test
  void randomBytes_areRefused() {
    Random random = new Random(12);
    TensorType type = new TensorType(ElementType.INT16, SHAPE);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      for (Codec codec : codecs(random)) {
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes), type))
            .isInstanceOf(ScissionLiteException.class);
      }
    }
  }

  @Test
  void hostileTables_areRefusedOrUsable() {
    Random random = new Random(13);
    byte[] tables = array(codecs(random).get(0).tables());
    Tensor tensor = random(new TensorType(ElementType.INT8, SHAPE), random, 0);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] damaged = damage(tables, random);
      try {
        Codec codec = Codecs.of(RansCodec.NAME, ByteBuffer.wrap(damaged));
        assertThat(codec.decode(codec.encode(tensor), tensor.type()).data())
            .isEqualTo(tensor.data());
      } catch (ScissionLiteException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2500);
  }

  @Test
  void tablesThatAskForMuchMemory_areRefused() {
    int[] header = {1, 1 << 20, 1 << 20, 1, 1 << 20, 1};
    ByteBuffer bytes = ByteBuffer.allocate(1 << 21).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : header) {
      bytes.putInt(value);
    }
    assertThatThrownBy(() -> Codecs.of(RansCodec.NAME, bytes.rewind()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("out of range");
  }

  /** 2147418113 x 197908 x 43405 is 2^64 + 4: a product in 64 bits would be 4. */
  @Test
  void tablesWhoseSizesOverflow_areRefused() {
    int[] header = {1, 2_147_418_113, 1, 197_908, 1, 43_405, 0, 1, 0, 2};
    ByteBuffer bytes = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : header) {
      bytes.putInt(value);
    }
    bytes.putShort((short) 16_383).putShort((short) 1);

    assertThatThrownBy(() -> Codecs.of(RansCodec.NAME, bytes.rewind()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("out of range");
  }

  /** One value of the tables' header set to an extreme: refused, or a codec of bounded size. */
  @Test
  void extremeSizesInTheTables_areRefusedOrUsable() {
    Random random = new Random(17);
    byte[] tables = array(codecs(random).get(0).tables());
    int[] extremes = {0, -1, 2, 3, 255, 65_536, 1 << 24, 1 << 30, 0x7FFFFFFF, 0x80000000};
    for (int round = 0; round < 500; round++) {
      byte[] hostile = tables.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        int place =
            random.nextInt(4) == 0 ? random.nextInt(hostile.length - 4) : 4 * random.nextInt(6);
        ByteBuffer.wrap(hostile)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(place, extremes[random.nextInt(extremes.length)]);
      }
      try {
        int elements = RansTables.parse(ByteBuffer.wrap(hostile)).classes().expanded().remaining();
        assertThat(elements).isBetween(1, ClassMap.MOST_ELEMENTS);
      } catch (ScissionLiteException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 31, 1L << 40, 1L << 60})
  void payloadForATensorThatFitsNowhere_isRefused(long elements) {
    int side = (int) Math.min(1 << 30, elements);
    TensorType type =
        new TensorType(ElementType.INT16, Shape.of(side, Math.toIntExact(elements / side)));
    for (Codec codec : codecs(new Random(1))) {
      byte[] payload = array(codec.encode(Tensor.zeros(new TensorType(ElementType.INT16, SHAPE))));

      assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(payload), type))
          .isInstanceOf(ScissionLiteException.class);
    }
  }

  @Test
  void tensorOfAnotherSize_isRefused() {
    Codec codec = codecs(new Random(1)).get(0);
    Tensor other = Tensor.zeros(new TensorType(ElementType.INT8, Shape.of(7)));
    assertThatThrownBy(() -> codec.encode(other)).hasMessageContaining("for 240 elements");
  }

  @Test
  void zerosOfAWellKnownClass_takeHardlyAnyBytes() {
    RansTables tables =
        new RansTables(
            ClassMap.single(100_000), List.of(new SymbolTable(0, SymbolTable.TOTAL - 1, 1)));
    Tensor zeros = Tensor.zeros(new TensorType(ElementType.INT8, Shape.of(100_000)));
    assertThat(new RansCodec(tables).encode(zeros).remaining()).isLessThan(24);
  }

  private static List<Codec> codecs(Random random) {
    List<SymbolTable> tables = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      long[] counts = new long[3 + random.nextInt(20)];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = random.nextInt(1 << (1 + random.nextInt(16)));
      }
      tables.add(SymbolTable.ofCounts(-counts.length / 2, counts));
    }
    byte[] pattern = new byte[4 * 3 * 5];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = (byte) random.nextInt(5);
    }
    ClassMap classes =
        new ClassMap(
            4, new ClassMap.Tiles(2, 3), new ClassMap.Tiles(2, 5), ByteBuffer.wrap(pattern));
    return List.of(
        new RansCodec(new RansTables(classes, tables)),
        new PackedZstdCodec(4),
        new PackedZstdCodec(3),
        new PackedZstdCodec(8));
  }

  /** Values of all sizes: few of them wide in one round, all of them in another. */
  private static Tensor random(TensorType type, Random random, int round) {
    Tensor tensor = Tensor.zeros(type);
    ByteBuffer data = tensor.data();
    int width = type.elementType().bytes();
    for (int i = 0; i < ELEMENTS; i++) {
      int bits = 1 + random.nextInt(1 + round % 16);
      int value = random.nextInt(1 << bits) - (type.elementType() == ElementType.UINT8 ? 0 : 1);
      if (width == 1) {
        data.put(i, (byte) value);
      } else {
        data.putShort(2 * i, (short) value);
      }
    }
    return tensor;
  }

  private static byte[] damage(byte[] bytes, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
    }
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
