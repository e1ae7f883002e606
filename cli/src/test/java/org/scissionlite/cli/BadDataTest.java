package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.write.OnnxWriter;

/** Images, labels and weights that are not what they should be, and places that take no file. */
class BadDataTest {
  private static final int SIDE = 16;

  @TempDir private Path folder;

  private Path data;
  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    model = TinyModel.writeTo(folder);
    image(png(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB)));
    labels("file,label,split", "a.png,0,test");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void unusualPictures_areRead(int type) throws IOException {
    image(png(new BufferedImage(SIDE, SIDE, type)));
    assertThat(evaluate().exitCode()).isZero();
  }

  @Test
  void sixteenBitColour_isRead() throws IOException {
    ColorModel deep =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    image(
        png(new BufferedImage(deep, deep.createCompatibleWritableRaster(SIDE, SIDE), false, null)));
    assertThat(evaluate().exitCode()).isZero();
  }

  @Test
  void filesThatAreNoPictures_areNamedInOneLine() throws IOException {
    byte[] good = png(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
    for (byte[] bad :
        new byte[][] {
          {}, "no picture".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(good, good.length / 2)
        }) {
      image(bad);
      assertFails(evaluate(), 1, "a.png");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 50_000})
  void decompressionBomb_isRefusedBeforeItIsDecoded(int side) throws IOException {
    image(pngHeader(side));
    assertFails(evaluate(), 1, "a.png: " + (long) side * side + " pixels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "file,label,split,colour;a.png,0,test;line 2: expected 4 fields file,label,split,colour",
        "datei,klasse,teil;a.png,0,test;line 1: expected the columns file,label,split",
        "file,label,split;b.png,0,test;line 2: no image 'b.png' in this folder",
        "file,label,split;../tiny.onnx,0,test;line 2: no image '../tiny.onnx' in this folder",
        "file,label,split;a.png,0;line 2: expected 3 fields file,label,split",
        "file,label,split;a.png,5,test;class 5, the model has the classes 0 to 4",
        "file,label,split;a.png,rust,test;the images have 1 classes (rust, ...), the model has 5",
        "file,label,split;'';lists no image"
      })
  void badLabels_endWithTwoAndNameTheLine(String header, String row, String message)
      throws IOException {
    labels(header, row);
    assertFails(evaluate(), 2, message);
  }

  @Test
  void oneImage_canBeEvaluatedButNotTrainedOn() throws IOException {
    assertThat(evaluate().exitCode()).isZero();

    labels("file,label,split", "a.png,rust,train");
    CommandRun run = CommandRun.of("train", model, "--data", data, "-o", folder.resolve("m.onnx"));

    assertFails(run, 2, "all images are of the class 'rust'");
    assertThat(folder.resolve("m.onnx")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "prepare", "train"})
  void weightThatIsNaN_isNamed(String command) throws IOException {
    ModelGraph tiny = TinyModel.graph();
    Tensor weight = tiny.initializers().get("w2");
    float[] values = weight.toFloats();
    values[7] = Float.NaN;
    Tensor spoilt = Tensor.ofFloats(weight.shape(), values);
    Path broken = folder.resolve("broken.onnx");
    OnnxWriter.write(tiny.withInitializers(Map.of("w2", spoilt)), broken);
    labels("file,label,split", "a.png,0,test", "a.png,1,train", "a.png,1,val");

    CommandRun run =
        switch (command) {
          case "evaluate" -> CommandRun.of(command, broken, "--data", data);
          case "train" -> CommandRun.of(command, broken, "--data", data, "-o", out());
          default -> CommandRun.of(command, broken, "--cut", "join", "-o", out());
        };

    assertFails(run, 1, "weight 'w2' is NaN at element 7");
    assertThat(out()).doesNotExist();
  }

  @Test
  void fullDisk_isSaidAndLeavesTheDeviceAsItIs() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");

    CommandRun run = CommandRun.of("zoo", "build", "mobilenet", "-o", full);

    assertFails(run, 1, "a device or pipe stands there");
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private CommandRun evaluate() {
    return CommandRun.of("evaluate", model, "--data", data, "--preprocessing", "unit");
  }

  private static void assertFails(CommandRun run, int exitCode, String message) {
    assertThat(run.problem()).startsWith("error: ").contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private void image(byte[] content) throws IOException {
    Files.write(data.resolve("a.png"), content);
  }

  private void labels(String... lines) throws IOException {
    Files.write(data.resolve("labels.csv"), Arrays.asList(lines));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** A PNG file that promises a size and holds nothing. */
  private static byte[] pngHeader(int side) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side);
    header.put((byte) 8).put((byte) 2);
    CRC32 checksum = new CRC32();
    checksum.update("IHDR".getBytes(StandardCharsets.US_ASCII));
    checksum.update(header.array());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    file.writeBytes(
        ByteBuffer.allocate(25)
            .putInt(13)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .put(header.array())
            .putInt((int) checksum.getValue())
            .array());
    return file.toByteArray();
  }
}
