package org.scissionlite.transfer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/** What an edge without our codecs is sent. */
class GzipCodecTest {
  private static final TensorType TYPE = new TensorType(ElementType.UINT8, Shape.of(1, 8, 64, 64));

  private static Tensor noise(int levels) {
    Tensor tensor = Tensor.zeros(TYPE);
    Random random = new Random(1);
    ByteBuffer data = tensor.data();
    while (data.hasRemaining()) {
      data.put((byte) random.nextInt(levels));
    }
    return tensor;
  }

  @Test
  void everyTensor_comesBackAsItWasWithinTheBound() {
    for (int levels : new int[] {1, 16, 256}) {
      Tensor tensor = noise(levels);
      ByteBuffer bytes = new GzipCodec().encode(tensor);
      assertThat(bytes.remaining()).isLessThanOrEqualTo((int) new GzipCodec().maxBytes(TYPE));
      assertThat(new GzipCodec().decode(bytes, TYPE).data()).isEqualTo(tensor.data());
    }
  }

  @Test
  void sixteenLevels_takeLittleMoreThanHalfAByteEach() {
    assertThat(new GzipCodec().encode(noise(16)).remaining())
        .isBetween((int) (TYPE.bytes() / 2), (int) (TYPE.bytes() * 0.65));
  }

  @Test
  void whatIsNoTensorOfTheType_isRefused() {
    GzipCodec codec = new GzipCodec();
    ByteBuffer large = codec.encode(noise(2));
    TensorType small = new TensorType(ElementType.UINT8, Shape.of(1, 3));
    assertRefused(large, small, "expected 3 bytes for uint8 [1,3] after gzip, got more");
    assertRefused(codec.encode(Tensor.zeros(small)), TYPE, "got 3");
    assertRefused(ByteBuffer.wrap(new byte[5]), small, "no gzip data");
  }

  private static void assertRefused(ByteBuffer bytes, TensorType type, String message) {
    assertThatThrownBy(() -> new GzipCodec().decode(bytes, type))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(message);
  }
}
