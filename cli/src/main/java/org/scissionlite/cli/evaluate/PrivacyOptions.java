package org.scissionlite.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Pixels;
import org.scissionlite.privacy.AttackSettings;
import picocli.CommandLine.Option;

/** How privacy is measured, and where the result goes. */
final class PrivacyOptions {
  private static final String KNOWN_SPLIT = "train";
  private static final int BATCH = 16;

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
      names = "--attack-steps",
      paramLabel = "N",
      defaultValue = "1500",
      description = "Training steps of the attacker's decoder. Default: ${DEFAULT-VALUE}.")
  private int steps;

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
    return new AttackSettings(steps, BATCH, threads, seed);
  }

  /** The pictures that the attacker knows, by chance. */
  List<Pixels> known(Path data) {
    List<Path> all =
        TestImages.read(attackerData.orElse(data), KNOWN_SPLIT).images().stream()
            .map(TestImages.TestImage::file)
            .collect(Collectors.toList());
    java.util.Collections.shuffle(all, new Random(seed));
    Stream<Path> known =
        attackerData.isPresent() ? all.stream() : all.stream().limit(all.size() / 2);
    return known.map(ImageFiles::read).toList();
  }
}
