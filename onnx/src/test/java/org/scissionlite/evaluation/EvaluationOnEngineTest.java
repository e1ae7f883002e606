package org.scissionlite.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SmallBundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.onnx.runtime.OrtEngine;

/** A classifier of colours, its slices and its sent pictures, on pictures of one colour. */
class EvaluationOnEngineTest {
  private static final int RED = 0xC01010;
  private static final int GREEN = 0x10C010;
  private static final int BLUE = 0x1010C0;

  @TempDir private Path home;

  private final OrtEngine engine = new OrtEngine();
  private final List<Integer> progress = new ArrayList<>();
  private Path data;

  @BeforeEach
  void writePictures() throws IOException {
    data = Files.createDirectory(home.resolve("data"));
    picture("a.png", RED);
    picture("b.png", GREEN);
    picture("c.png", BLUE);
    picture("d.png", GREEN);
    Files.writeString(
        data.resolve("labels.csv"),
        "file,label,split\na.png,red,test\nb.png,green,test\nc.png,blue,test\nd.png,red,test\n");
  }

  @Test
  void uncutModel_isRightWhereTheColourIsTheLabel() {
    SubjectReport uncut = evaluate(List.of()).get(0);

    assertThat(uncut.subject().kind()).isEqualTo(SubjectName.Kind.UNCUT);
    assertThat(uncut.accuracy().top1Correct()).isEqualTo(3);
    assertThat(uncut.accuracy().confusion()).contains(new Accuracy.Confusion(0, 1, 1));
    assertThat(uncut.agreementPercent()).isEqualTo(100);
    assertThat(progress).containsExactly(1, 2, 3, 4);
  }

  @Test
  void slicesWithoutTransferLayer_answerLikeTheModelAndSendTheWholeTensor() {
    SubjectReport slices = evaluate(List.of(slices("relu", "none"))).get(1);

    assertThat(slices.agreementPercent()).isEqualTo(100);
    assertThat(slices.accuracy().difference().points()).isZero();
    assertThat(slices.bytes()).isEqualTo(new PayloadBytes(768, 768, 768));
  }

  @Test
  void pooledAndQuantisedSlices_sendASixteenth() {
    SubjectReport slices = evaluate(List.of(slices("relu", "pool2+q8"))).get(1);

    assertThat(slices.bytes().largest()).isEqualTo(48);
    assertThat(slices.accuracy().top1Correct()).isEqualTo(3);
  }

  @Test
  void sentPictures_countTheEncodedBytes() {
    try (UncutModel uncut = uncut()) {
      List<SubjectReport> reports =
          new Evaluation(
                  uncut,
                  List.of(
                      new SentPicture(uncut, PictureFormat.JPEG_420, 90),
                      new SentPicture(uncut, PictureFormat.JPEG_444, 90)),
                  progress::add)
              .on(images());

      assertThat(reports.get(1).subject()).hasToString("JPEG 4:2:0 quality 90");
      assertThat(reports.get(1).bytes().mean()).isBetween(100.0, 1000.0);
      assertThat(reports.get(1).accuracy().top1Correct()).isEqualTo(3);
    }
  }

  @Test
  void pictureAsTransferLayer_sendsTheBytesOfTheSentPictureAndAnswersLikeIt() {
    assertSame("jpeg:q=85", PictureFormat.JPEG_420, 85);
    assertSame("jpeg:q=3", PictureFormat.JPEG_420, 3);
    assertSame("webp:q=75", PictureFormat.WEBP, 75);
  }

  private void assertSame(String transferLayer, PictureFormat format, int quality) {
    Random random = new Random(quality);
    byte[] rgb = new byte[3 * 8 * 8];
    try (UncutModel uncut = uncut();
        SlicedModel slices = slices("input", transferLayer)) {
      SentPicture sent = new SentPicture(uncut, format, quality);
      for (int i = 0; i < 40; i++) {
        random.nextBytes(rgb);
        Pixels picture = Pixels.rgb(8, 8, rgb);
        Answer sliced = slices.answer(picture);
        Answer whole = sent.answer(picture);
        assertThat(sliced.top()).as(transferLayer).isEqualTo(whole.top());
        assertThat(sliced.payloadBytes()).as(transferLayer).isEqualTo(whole.payloadBytes());
      }
    }
  }

  @Test
  void pictureThatIsTooSmall_isNamed() throws IOException {
    ImageIO.write(
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", data.resolve("c.png").toFile());

    assertThatThrownBy(() -> evaluate(List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("c.png: the image is 1x1, too small for the model");
  }

  @Test
  void pictureThatIsDamaged_isNamed() throws IOException {
    Files.writeString(data.resolve("b.png"), "");

    assertThatThrownBy(() -> evaluate(List.of()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("b.png: not an image");
  }

  private SlicedModel slices(String cut, String transferLayer) {
    Bundle bundle =
        SmallBundle.write(home.resolve("bundle"), SmallBundle.scenario(cut, transferLayer));
    return SlicedModel.open(engine, 1, bundle, bundle.manifest().scenario(""));
  }

  private List<SubjectReport> evaluate(List<Subject> others) {
    try (UncutModel uncut = uncut()) {
      return new Evaluation(uncut, others, progress::add).on(images());
    } finally {
      others.forEach(Subject::close);
    }
  }

  private UncutModel uncut() {
    return new UncutModel(engine.open(SmallBundle.model().graph(), 1), Preprocessing.named("unit"));
  }

  private TestImages images() {
    return TestImages.read(data, "test").forModel(List.of("red", "green", "blue"), 3);
  }

  private void picture(String name, int colour) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, colour);
    }
    ImageIO.write(image, "png", data.resolve(name).toFile());
  }
}
