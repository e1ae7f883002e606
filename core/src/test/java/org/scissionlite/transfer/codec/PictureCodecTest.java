package org.scissionlite.transfer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing.Channels;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/** Pictures as JPEG and WebP: what comes back, what it takes, and what is refused. */
class PictureCodecTest {
  private static final int WIDTH = 50;
  private static final int HEIGHT = 38;

  private static Stream<PictureCodec> codecs() {
    return Stream.of(Channels.values())
        .flatMap(
            channels ->
                Stream.of(Layout.values())
                    .flatMap(
                        layout ->
                            Stream.of(
                                new PictureCodec(PictureFormat.JPEG_420, 85, channels, layout),
                                new PictureCodec(PictureFormat.WEBP, 75, channels, layout))));
  }

  private static Stream<PictureCodec> formats() {
    return codecs()
        .filter(codec -> codec.channels() == Channels.RGB && codec.layout() == Layout.NCHW);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void smoothPicture_comesBackAtMoreThan36Decibels(PictureCodec codec) {
    Tensor sent = smooth(codec);
    Codec received = Codecs.of(codec.name(), codec.tables());
    Tensor back = received.decode(codec.encode(sent), sent.type());

    assertThat(received).isEqualTo(codec);
    assertThat(codec.isExact()).isFalse();
    assertThat(back.type()).isEqualTo(sent.type());
    assertThat(decibels(sent, back)).isGreaterThan(36);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void betterQuality_takesMoreBytesAndErrsLess(PictureCodec codec) {
    Tensor sent = noise(codec);
    PictureCodec coarse = new PictureCodec(codec.format(), 20, codec.channels(), codec.layout());
    PictureCodec fine = new PictureCodec(codec.format(), 95, codec.channels(), codec.layout());
    ByteBuffer small = coarse.encode(sent);
    ByteBuffer large = fine.encode(sent);

    assertThat(small.remaining()).isLessThan(large.remaining() / 2);
    assertThat(decibels(sent, coarse.decode(small, sent.type())))
        .isLessThan(decibels(sent, fine.decode(large, sent.type())));
  }

  @Test
  void payload_isTheFileOfTheColoursWhateverTheTensorsOrder() {
    Pixels picture = Pixels.rgb(WIDTH, HEIGHT, smoothRgb());
    ByteBuffer file = PictureFormat.JPEG_420.encode(picture, 85);
    for (Channels channels : new Channels[] {Channels.RGB, Channels.BGR}) {
      for (Layout layout : Layout.values()) {
        PictureCodec codec = new PictureCodec(PictureFormat.JPEG_420, 85, channels, layout);
        assertThat(codec.encode(smooth(codec))).isEqualTo(file);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noiseAtTheBestQuality_takesNoMoreThanTheMost(PictureCodec codec) {
    PictureCodec best = new PictureCodec(codec.format(), 100, codec.channels(), codec.layout());
    for (int size : new int[] {1, 2, 15, 17, 64}) {
      TensorType type = type(codec, size, size);
      Tensor sent = fill(type, new Random(size));
      assertThat((long) best.encode(sent).remaining()).isLessThan(best.maxBytes(type));
      assertThat(best.decode(best.encode(sent), type).type()).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void pictureOfAnotherSize_isRefused(PictureCodec codec) {
    ByteBuffer payload = codec.encode(fill(type(codec, 40, 30), new Random(1)));

    assertThatThrownBy(() -> codec.decode(payload, type(codec, 30, 40)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("expected a picture of 30x40 pixels, got 40x30");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyBeginningOfAPayload_isRefused(PictureCodec codec) {
    byte[] payload = bytes(codec.encode(noise(codec)));
    for (int length = 0; length < payload.length; length++) {
      assertRefused(codec, Arrays.copyOf(payload, length));
    }
  }

  @Test
  void jpegWhoseMiddleIsMissing_isRefused() {
    PictureCodec codec = formats().findFirst().orElseThrow();
    byte[] payload = bytes(codec.encode(noise(codec)));
    byte[] cut = Arrays.copyOf(payload, payload.length / 2);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;

    assertRefused(codec, cut);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void damagedPayload_isRefusedOrAPictureOfTheSize(PictureCodec codec) {
    Random random = new Random(3);
    Tensor sent = noise(codec);
    byte[] payload = bytes(codec.encode(sent));
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] damaged = payload.clone();
      int beginning = round % 2 == 0 ? payload.length : Math.min(200, payload.length);
      for (int i = 0; i < 4; i++) {
        damaged[random.nextInt(beginning)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(codec.decode(ByteBuffer.wrap(damaged), sent.type()).type())
            .isEqualTo(sent.type());
      } catch (ScissionLiteException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void bytesThatAreNoPicture_areRefused(PictureCodec codec) {
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      assertRefused(codec, bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void payloadLongerThanTheMost_isRefused(PictureCodec codec) {
    TensorType type = type(codec, WIDTH, HEIGHT);
    byte[] payload = bytes(codec.encode(noise(codec)));

    assertThatThrownBy(
            () ->
                codec.decode(
                    ByteBuffer.wrap(Arrays.copyOf(payload, (int) codec.maxBytes(type) + 1)), type))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void formatsAreNotTakenForEachOther() {
    PictureCodec[] both = formats().toArray(PictureCodec[]::new);

    assertRefused(both[0], bytes(both[1].encode(noise(both[1]))));
    assertRefused(both[1], bytes(both[0].encode(noise(both[0]))));
  }

  @Test
  void tablesOfAnotherForm_areRefused() {
    byte[][] wrong = {
      {}, {85}, {85, 0}, {0, 0, 0}, {101, 0, 0}, {-1, 0, 0}, {85, 3, 0}, {85, 0, 2}
    };
    for (byte[] tables : wrong) {
      for (String name : new String[] {"jpeg", "webp"}) {
        assertThatThrownBy(() -> Codecs.of(name, ByteBuffer.wrap(tables)))
            .as(Arrays.toString(tables))
            .isInstanceOf(ScissionLiteException.class);
      }
    }
    assertThatThrownBy(() -> Codecs.of("jpg", ByteBuffer.allocate(3)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("jpeg");
  }

  @Test
  void tensorThatIsNoPicture_isRefused() {
    PictureCodec codec = formats().findFirst().orElseThrow();
    for (TensorType type :
        new TensorType[] {
          new TensorType(ElementType.UINT8, Shape.of(1, 4, 8, 8)),
          new TensorType(ElementType.UINT8, Shape.of(3, 8, 8)),
          new TensorType(ElementType.UINT8, Shape.of(2, 3, 8, 8)),
          new TensorType(ElementType.INT8, Shape.of(1, 3, 8, 8))
        }) {
      assertThatThrownBy(() -> codec.encode(Tensor.zeros(type)))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("expected a uint8 NCHW picture of 3 channels");
      assertThatThrownBy(() -> codec.decode(ByteBuffer.allocate(10), type))
          .isInstanceOf(ScissionLiteException.class);
    }
  }

  private static void assertRefused(PictureCodec codec, byte[] payload) {
    assertThatThrownBy(
            () -> codec.decode(ByteBuffer.wrap(payload), type(codec, WIDTH, HEIGHT)),
            "%s of %d bytes",
            codec.name(),
            payload.length)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("payload: ");
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static TensorType type(PictureCodec codec, int width, int height) {
    int count = codec.channels() == Channels.GREY ? 1 : 3;
    return new TensorType(
        ElementType.UINT8,
        codec.layout() == Layout.NCHW
            ? Shape.of(1, count, height, width)
            : Shape.of(1, height, width, count));
  }

  private static Tensor noise(PictureCodec codec) {
    return fill(type(codec, WIDTH, HEIGHT), new Random(2));
  }

  private static Tensor fill(TensorType type, Random random) {
    byte[] levels = new byte[(int) type.bytes()];
    random.nextBytes(levels);
    Tensor tensor = Tensor.zeros(type);
    tensor.data().put(levels);
    return tensor;
  }

  /** The levels of (x, y): red grows to the right, green downwards, blue falls to the right. */
  private static byte[] smoothRgb() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      rgb[3 * i] = (byte) (30 + 3 * (i % WIDTH));
      rgb[3 * i + 1] = (byte) (60 + 4 * (i / WIDTH));
      rgb[3 * i + 2] = (byte) (220 - 2 * (i % WIDTH));
    }
    return rgb;
  }

  /** That picture in a codec's order; of grey its red. */
  private static Tensor smooth(PictureCodec codec) {
    byte[] rgb = smoothRgb();
    int count = codec.channels() == Channels.GREY ? 1 : 3;
    Tensor tensor = Tensor.zeros(type(codec, WIDTH, HEIGHT));
    for (int c = 0; c < count; c++) {
      int colour = codec.channels() == Channels.BGR ? 2 - c : c;
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        int place = codec.layout() == Layout.NCHW ? c * WIDTH * HEIGHT + i : i * count + c;
        tensor.data().put(place, rgb[3 * i + colour]);
      }
    }
    return tensor;
  }

  private static double decibels(Tensor first, Tensor second) {
    short[] a = WireIntegers.read(first);
    short[] b = WireIntegers.read(second);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return 10 * Math.log10(255 * 255 / Math.max(sum / a.length, 1e-6));
  }
}
