package org.scissionlite.cli.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Pixels;
import org.scissionlite.privacy.AttackSettings;
import org.scissionlite.privacy.AttackStrength;
import picocli.CommandLine.Option;

/** How privacy is measured, and where the result goes. */
final class PrivacyOptions {
  private static final String KNOWN_SPLIT = "train";
  private static final int BATCH = 16;
  private static final int USUAL_STEPS = 1500;
  private static final int STRONG_STEPS = 6000;

  @Option(
      names = "--privacy",
      description =
          "Measure instead how well an attacker rebuilds the pictures from what is sent: "
              + "a decoder is trained on half of the split 'train' and tried on the test images.")
  private boolean wanted;

  @Option(
      names = "--privacy-output",
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "Where privacy.json and the pictures go. Default: BUNDLE-privacy.")
  private Optional<Path> output;

  @Option(
      names = "--attacker-data",
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "Images that the attacker knows, all of their split 'train'.")
  private Optional<Path> attackerData;

  @Option(
      names = "--attacker",
      paramLabel = "usual|strong",
      defaultValue = "usual",
      description =
          "Who attacks: 'usual' knows half of the training images and makes the squared error small; 'strong' knows"
              + " all of them, learns four times as long with twice the channels, and makes the structure alike."
              + " Default: ${DEFAULT-VALUE}.")
  private String attacker;

  @Option(
      names = "--attack-steps",
      paramLabel = "N",
      description =
          "Training steps of the attacker's decoder. Default: 1500, of the strong attacker 6000.")
  private Optional<Integer> steps;

  @Option(
      names = "--attack-seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "On one machine the same seed gives the same attack. Default: ${DEFAULT-VALUE}.")
  private long seed;

  boolean isWanted() {
    return wanted;
  }

  Path output(Path bundle) {
    Path folder = bundle.toAbsolutePath().normalize();
    return output.orElse(folder.resolveSibling(folder.getFileName() + "-privacy"));
  }

  AttackSettings settings(int threads) {
    int usual = strength() == AttackStrength.STRONG ? STRONG_STEPS : USUAL_STEPS;
    return new AttackSettings(steps.orElse(usual), BATCH, threads, seed, strength());
  }

  private AttackStrength strength() {
    return Arrays.stream(AttackStrength.values())
        .filter(strength -> name(strength).equals(attacker))
        .findFirst()
        .orElseThrow(() -> UsageException.unknownName("attacker", attacker, names()));
  }

  private static List<String> names() {
    return Arrays.stream(AttackStrength.values()).map(PrivacyOptions::name).toList();
  }

  private static String name(AttackStrength strength) {
    return strength.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The pictures that the attacker knows, by chance.
   *
   * @param readable leaves out those that cannot be read
   */
  List<Pixels> known(Path data, UnaryOperator<TestImages> readable) {
    TestImages images = readable.apply(TestImages.read(attackerData.orElse(data), KNOWN_SPLIT));
    List<Path> all =
        images.images().stream().map(TestImages.TestImage::file).collect(Collectors.toList());
    Collections.shuffle(all, new Random(seed));
    boolean knowsAll = attackerData.isPresent() || strength() == AttackStrength.STRONG;
    Stream<Path> known = knowsAll ? all.stream() : all.stream().limit(all.size() / 2);
    return known.map(ImageFiles::read).toList();
  }
}
