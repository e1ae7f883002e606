package org.scissionlite.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.similarity.Ssim;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.synthetic.SteelSurface;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.transfer.codec.PlainCodec;

/** The attack on slices that send much, and on slices that send next to nothing. */
class PrivacyExperimentTest {
  private static final int SIDE = 32;
  private static final List<SteelSurface> SURFACES = List.of(SteelSurface.values());
  private static final TensorSpec IMAGE = spec("image", 3, SIDE);
  private static final AttackSettings SETTINGS =
      new AttackSettings(60, 8, 1, 1, AttackStrength.USUAL);

  private final OrtEngine engine = new OrtEngine();
  private final AttackImages images =
      new AttackImages(Preprocessing.named("unit"), IMAGE, pictures(0, 40), pictures(100, 6));

  @Test
  void whatIsSentInFull_isRebuiltBetterThanItsCoarseMean() {
    try (Wiretap full = pooled(2);
        Wiretap coarse = pooled(16)) {
      Map<String, Wiretap> subjects = new LinkedHashMap<>();
      subjects.put("full", full);
      subjects.put("coarse", coarse);
      PrivacyExperiment.Outcome outcome = experiment().attack(subjects);
      List<Similarity> found = outcome.similarities();

      assertThat(found.stream().map(Similarity::subject))
          .containsExactly("full", "coarse", "JPEG of that size", "nothing (mean picture)");
      assertThat(found.get(0).ssim()).isGreaterThan(found.get(1).ssim());
      assertThat(found.get(0).psnr()).isGreaterThan(found.get(3).psnr() + 3);
      assertThat(found.get(0).meanBytes()).isEqualTo(3 * 16 * 16 * 4);
      assertThat(found.get(2).meanBytes()).isLessThanOrEqualTo(found.get(0).meanBytes());
      assertThat(outcome.knownImages()).isEqualTo(40);
      assertThat(outcome.pictures().get("full")).hasSize(6);
    }
  }

  @Test
  void strongAttacker_seesMoreOfTheStructure() {
    try (Wiretap wiretap = pooled(2)) {
      Map<String, Wiretap> subject = Map.of("tl", wiretap);
      AttackSettings strong = new AttackSettings(60, 8, 1, 1, AttackStrength.STRONG);
      double usual = experiment().attack(subject).similarities().get(0).ssim();

      assertThat(experiment(strong).attack(subject).similarities().get(0).ssim())
          .isGreaterThan(usual);
    }
  }

  @Test
  void sameSeed_givesTheSameAttack() {
    try (Wiretap wiretap = pooled(8)) {
      Map<String, Wiretap> subject = Map.of("tl", wiretap);
      assertThat(experiment().attack(subject).similarities())
          .isEqualTo(experiment().attack(subject).similarities());
    }
  }

  @Test
  void cutThatIsNoFeatureMap_isRefused() {
    TensorSpec flat = new TensorSpec("flat", ElementType.FLOAT32, Shape.of(1, 3 * SIDE * SIDE));
    ModelGraph device = graph(Node.of("flat", "Flatten", List.of("image"), Map.of()), flat);
    ModelGraph edge = device.with(List.of(flat), List.of(flat), List.of());

    assertThatThrownBy(() -> Wiretap.on(engine, device, edge, new PlainCodec(), "flat"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("needs feature maps");
  }

  @Test
  void typicalPictureWithADifference_isThePictureAgain() {
    MeanPicture typical = MeanPicture.of(pictures(0, 5));
    Pixels picture = pictures(7, 1).get(0);
    assertThat(Ssim.of(typical.plus(typical.differenceOf(picture)), picture)).isEqualTo(1);
    assertThat(Ssim.of(MeanPicture.of(List.of(picture)).picture(), picture)).isEqualTo(1);
  }

  @Test
  void jpegOfMoreBytes_isMoreLikeTheOriginal() {
    Pixels picture = SteelSurface.SCALE.picture(96, 4);
    SmallJpeg small = SmallJpeg.of(picture, 900);
    SmallJpeg large = SmallJpeg.of(picture, 3000);

    assertThat(small.bytes()).isLessThanOrEqualTo(900);
    assertThat(large.bytes()).isLessThanOrEqualTo(3000);
    assertThat(Ssim.of(picture, large.decoded())).isGreaterThan(Ssim.of(picture, small.decoded()));
  }

  private PrivacyExperiment experiment() {
    return experiment(SETTINGS);
  }

  private PrivacyExperiment experiment(AttackSettings settings) {
    return new PrivacyExperiment(engine, images, settings, name -> TrainingListener.SILENT);
  }

  /** A device that sends the picture's means over squares. */
  private Wiretap pooled(int stride) {
    TensorSpec wire = spec("wire", 3, SIDE / stride);
    Attribute window = Attribute.ints(stride, stride);
    ModelGraph device =
        graph(
            Node.of(
                "wire",
                "AveragePool",
                List.of("image"),
                Map.of("kernel_shape", window, "strides", window)),
            wire);
    ModelGraph edge = device.with(List.of(wire), List.of(wire), List.of());
    return Wiretap.on(engine, device, edge, new PlainCodec(), "wire");
  }

  private static ModelGraph graph(Node node, TensorSpec output) {
    return new ModelGraph(
        "device",
        Map.of("", 17),
        List.of(IMAGE),
        List.of(output),
        List.of(node),
        Map.of(),
        Map.of());
  }

  private static TensorSpec spec(String name, int channels, int side) {
    return new TensorSpec(name, ElementType.FLOAT32, Shape.of(1, channels, side, side));
  }

  private static List<Pixels> pictures(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> SURFACES.get(i % SURFACES.size()).picture(SIDE, i))
        .toList();
  }
}
