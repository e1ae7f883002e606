package org.scissionlite.transfer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Preprocessing.Channels;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/** Pictures that are valid files and still no payload: they would cost a decoder more. */
class HostileJpegTest {
  private static final int SIDE = 32;
  private static final TensorType TYPE =
      new TensorType(ElementType.UINT8, Shape.of(1, 3, SIDE, SIDE));
  private static final PictureCodec JPEG =
      new PictureCodec(PictureFormat.JPEG_420, 85, Channels.RGB, Layout.NCHW);
  private static final PictureCodec WEBP =
      new PictureCodec(PictureFormat.WEBP, 75, Channels.RGB, Layout.NCHW);

  @Test
  void progressiveJpeg_isRefused() throws IOException {
    assertThat(JPEG.decode(file("jpeg", BufferedImage.TYPE_INT_RGB, false), TYPE).type())
        .isEqualTo(TYPE);
    assertThatThrownBy(() -> JPEG.decode(file("jpeg", BufferedImage.TYPE_INT_RGB, true), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("no baseline JPEG");
  }

  @Test
  void greyJpegAndPng_areRefused() {
    assertThatThrownBy(() -> JPEG.decode(file("jpeg", BufferedImage.TYPE_BYTE_GRAY, false), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("no colour picture");
    assertThatThrownBy(() -> JPEG.decode(file("png", BufferedImage.TYPE_INT_RGB, false), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("no JPEG");
  }

  @Test
  void frameThatPromisesAHugePicture_isRefusedByItsHeader() {
    byte[] jpeg = array(JPEG.encode(Tensor.zeros(TYPE)));
    int frame = marker(jpeg, 0xC0);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFE);
    assertThatThrownBy(() -> JPEG.decode(ByteBuffer.wrap(jpeg), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("got 65278x65278");

    byte[] webp = array(WEBP.encode(Tensor.zeros(TYPE)));
    Arrays.fill(webp, 26, 30, (byte) 0xFF);
    assertThatThrownBy(() -> WEBP.decode(ByteBuffer.wrap(webp), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("got 16383x16383");
  }

  @Test
  void secondFrame_isRefused() {
    byte[] jpeg = array(JPEG.encode(Tensor.zeros(TYPE)));
    int frame = marker(jpeg, 0xC0);
    byte[] segment = Arrays.copyOfRange(jpeg, frame, frame + 19);
    assertThatThrownBy(() -> JPEG.decode(inserted(jpeg, frame, segment), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("two pictures");
  }

  @Test
  void thousandsOfFurtherScans_areRefusedAtTheFirst() {
    byte[] jpeg = array(JPEG.encode(Tensor.zeros(TYPE)));
    byte[] scan = Arrays.copyOfRange(jpeg, marker(jpeg, 0xDA), jpeg.length - 2);
    int count = (int) (JPEG.maxBytes(TYPE) - jpeg.length) / scan.length;
    ByteBuffer scans = ByteBuffer.allocate(count * scan.length);
    while (scans.hasRemaining()) {
      scans.put(scan);
    }
    assertThat(count).isGreaterThan(100);
    assertThatThrownBy(() -> JPEG.decode(inserted(jpeg, jpeg.length - 2, scans.array()), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("more than one scan");
  }

  @Test
  void scanOfOneComponent_isRefused() {
    byte[] jpeg = array(JPEG.encode(Tensor.zeros(TYPE)));
    jpeg[marker(jpeg, 0xDA) + 4] = 1;
    assertThatThrownBy(() -> JPEG.decode(ByteBuffer.wrap(jpeg), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("one scan");
  }

  @Test
  void colourProfile_isRefusedBeforeAnyLibraryReadsIt() {
    byte[] jpeg = array(JPEG.encode(Tensor.zeros(TYPE)));
    byte[] profile = {(byte) 0xFF, (byte) 0xE2, 0, 4, 1, 2};
    assertThatThrownBy(() -> JPEG.decode(inserted(jpeg, 2, profile), TYPE))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("no baseline JPEG");
  }

  @Test
  void losslessOrAnimatedWebp_isRefused() {
    for (String form : new String[] {"VP8L", "VP8X"}) {
      byte[] webp = array(WEBP.encode(Tensor.zeros(TYPE)));
      for (int i = 0; i < 4; i++) {
        webp[12 + i] = (byte) form.charAt(i);
      }
      assertThatThrownBy(() -> WEBP.decode(ByteBuffer.wrap(webp), TYPE))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("no plain lossy WebP");
    }
  }

  @Test
  void payloadInTheMiddleOfABuffer_isDecoded() {
    for (PictureCodec codec : new PictureCodec[] {JPEG, WEBP}) {
      byte[] payload = array(codec.encode(Tensor.zeros(TYPE)));
      ByteBuffer message = ByteBuffer.allocate(payload.length + 20).position(7);
      message.put(payload).flip().position(7);
      assertThat(codec.decode(message.asReadOnlyBuffer(), TYPE).type()).isEqualTo(TYPE);
    }
  }

  private static int marker(byte[] jpeg, int code) {
    for (int i = 0; i < jpeg.length - 1; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) code) {
        return i;
      }
    }
    throw new AssertionError("no marker " + code);
  }

  private static ByteBuffer inserted(byte[] file, int place, byte[] segment) {
    return ByteBuffer.allocate(file.length + segment.length)
        .put(file, 0, place)
        .put(segment)
        .put(file, place, file.length - place)
        .flip();
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static ByteBuffer file(String format, int type, boolean progressive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    if (progressive) {
      settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(new BufferedImage(SIDE, SIDE, type), null, null), settings);
    } finally {
      writer.dispose();
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }
}
