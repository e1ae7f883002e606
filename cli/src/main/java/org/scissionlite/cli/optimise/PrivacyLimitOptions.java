package org.scissionlite.cli.optimise;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import org.scissionlite.cli.evaluate.AttackProgress;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Pixels;
import org.scissionlite.optimise.measure.Subject;
import org.scissionlite.privacy.AttackImages;
import org.scissionlite.privacy.AttackSettings;
import org.scissionlite.privacy.AttackStrength;
import org.scissionlite.privacy.PrivacyExperiment;
import picocli.CommandLine.Option;

/** How much an attacker may rebuild, and how hard he tries. */
final class PrivacyLimitOptions {
  private static final int BATCH = 16;
  private static final int REBUILT = 50;
  private static final int MOST_KNOWN = 500;

  @Option(
      names = "--max-ssim",
      paramLabel = "X",
      description =
          "For privacy: an attacker, trained on half of the images, rebuilds pictures from what the "
              + "winner sends with a mean SSIM of at most X (0 to 1). Whatever would win is attacked, "
              + "which takes minutes each; what leaves at the input does not compete. Default: no limit.")
  private Double mostSsim;

  @Option(
      names = "--attack-steps",
      paramLabel = "N",
      defaultValue = "400",
      description =
          "Of --max-ssim: training steps of the attacker's decoder. Default: ${DEFAULT-VALUE}.")
  private int steps;

  /** The limit, where one is given. */
  OptionalDouble limit() {
    if (mostSsim == null) {
      return OptionalDouble.empty();
    }
    if (!(mostSsim >= 0 && mostSsim <= 1)) {
      throw new UsageException("--max-ssim: expected 0 to 1, got " + mostSsim);
    }
    return OptionalDouble.of(mostSsim);
  }

  /**
   * The attack.
   *
   * @param data the folder of images, whose split 'test' is left alone
   */
  PrivacyExperiment experiment(Subject subject, DataFolder data, Consumer<String> teller) {
    List<Pixels> pictures = pictures(data, subject.goal().seed());
    int rebuilt = Math.min(REBUILT, pictures.size() / 2);
    AttackImages images =
        new AttackImages(
            subject.preprocessing(),
            subject.model().graph().inputs().get(0),
            pictures.subList(rebuilt, pictures.size()),
            pictures.subList(0, rebuilt));
    AttackSettings settings =
        new AttackSettings(
            steps, BATCH, subject.threads(), subject.goal().seed(), AttackStrength.USUAL);
    return new PrivacyExperiment(
        subject.engine(), images, settings, attacked -> new AttackProgress(attacked, teller));
  }

  private static List<Pixels> pictures(DataFolder data, long seed) {
    List<TestImage> images = data.allButTest();
    Collections.shuffle(images, new Random(seed));
    return images.stream()
        .limit(MOST_KNOWN + REBUILT)
        .map(image -> ImageFiles.read(image.file()))
        .toList();
  }
}
