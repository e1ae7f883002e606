package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.cli.optimise.OptimiseReport.Way;
import org.scissionlite.file.Json;
import org.scissionlite.file.Sha256;
import org.scissionlite.profile.ProfileFile;

/** The command {@code optimise} on the tiny model, whose profiles are measured once. */
class OptimiseTest {
  @TempDir private static Path shared;
  private static TinyProfiles profiles;
  private static Path images;

  @TempDir private Path folder;

  @BeforeAll
  static void measure() {
    profiles = TinyProfiles.in(shared, 1);
    ProfileFile.readFolder(profiles.folder())
        .forEach(each -> ProfileFile.write(profiles.folder(), CertainTimes.in(each)));
    images = SmallImages.writeNoise(shared.resolve("images"), 26);
  }

  /** A network file with a link of so many milliseconds and Mbit/s. */
  private Path network(double ping, double rate) {
    Path file = folder.resolve("network.csv");
    TinyProfiles.write(
        file, "source,destination,ping(ms),bandwidth(Mbps)%nd,e,%s,%s%n".formatted(ping, rate));
    return file;
  }

  private CommandRun optimise(Path network, Object... more) {
    Map<Object, Object> options = new LinkedHashMap<>();
    options.put("--data", images);
    options.put("--profiles", profiles.folder());
    options.put("--network", network);
    options.put("--max-drop", 30);
    options.put("-o", folder.resolve("bundle"));
    List<Object> arguments = new ArrayList<>(List.of("optimise", profiles.model()));
    List.of(more).stream().filter(options::containsKey).toList().forEach(options::remove);
    options.forEach((name, value) -> arguments.addAll(List.of(name, value)));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private OptimiseReport report() {
    return Json.read(folder.resolve("bundle.optimise.json"), OptimiseReport.class, "report");
  }

  private Bundle bundle() {
    return BundleReader.open(folder.resolve("bundle"));
  }

  @Test
  void winner_standsFirstInTheBundleWithTheFrontBehindIt() {
    CommandRun run = optimise(network(10, 0.5), "--least-depth", "stem.relu", "--deadline", 100);

    assertThat(run.exitCode()).as(run.err()).isZero();
    OptimiseReport report = report();
    assertThat(run.out()).startsWith(report.verdict()).startsWith("cut: ");
    assertThat(run.err()).contains("cut stem.relu: opened, ").contains("the best so far");
    Way best = report.best();
    assertThat(best.cut()).isEqualTo("stem.relu");
    assertThat(best.layerTimes()).isEqualTo("profiles");
    assertThat(best.millis()).isLessThan(best.tailMillis()).isLessThan(100);
    assertThat(best.atMostDropPoints()).isLessThanOrEqualTo(30);
    List<SplitScenario> scenarios = bundle().manifest().scenarios();
    assertThat(scenarios).hasSizeBetween(2, 6);
    assertThat(scenarios.get(0).cut()).isEqualTo(best.cut());
    assertThat(scenarios.get(0).transferLayer()).isEqualTo(best.transferLayer());
    assertThat(scenarios.get(0).name()).isEqualTo(best.scenario());
    assertThat(report.candidates()).allSatisfy(way -> assertThat(way.cut()).isNotEqualTo("input"));
    for (String ending : List.of("json", "txt", "png", "svg")) {
      assertThat(folder.resolve("bundle.optimise." + ending)).isNotEmptyFile();
    }
    assertThat(filesNamed("search-journal")).isEmpty();
  }

  @Test
  void trainedWinner_isShippedWhereTheImagesConfirmIt() {
    CommandRun run =
        optimise(
            network(10, 0.5),
            "--least-depth",
            "stem.relu",
            "--train",
            "transfer-layer",
            "--epochs",
            1,
            "--threads",
            1);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .containsPattern("trained, the layer sends .* points of .*: (not )?confirmed");
    assertThat(bundle().manifest().scenarios().get(0).name()).isEqualTo(report().best().scenario());
    assertThat(filesNamed("checkpoint")).isEmpty();
  }

  @Test
  void imageThatCannotBeRead_endsTheSearchOrIsLeftOut() throws IOException {
    Path some = SmallImages.writeNoise(folder.resolve("some"), 25);
    byte[] png = Files.readAllBytes(some.resolve("image00.png"));
    Path cutOff = Files.write(some.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
    Path network = network(10, 0.5);

    CommandRun refused = optimise(network, "--data", some);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("error: image %s: cut off".formatted(cutOff))
        .endsWith("; --skip-unreadable leaves such images out\n");

    CommandRun run = optimise(network, "--data", some, "--skip-unreadable");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("warning: image %s: cut off".formatted(cutOff))
        .containsOnlyOnce("warning: 1 of 26 images cannot be read and are left out");
    OptimiseReport report = report();
    assertThat(report.fittingImages() + report.tuningImages() + report.confirmingImages())
        .isEqualTo(25);
  }

  @Test
  void layerFromWhichPicturesAreRebuilt_doesNotWin() {
    CommandRun run =
        optimise(network(10, 0.5), "--max-ssim", 0, "--attack-steps", 1, "--least-depth", "stem");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("cut stem.relu: pictures are rebuilt from transform:step=");
    assertThat(report().best().cut()).isNotEqualTo("stem.relu");
    assertThat(folder.resolve("bundle.evidence.json")).content().contains("\"ssim\" : 0.");
  }

  @Test
  void layersThatWereFound_areEvidenceForPlan() {
    CommandRun run = optimise(network(10, 0.5), "--least-depth", "stem.relu");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("bundle.evidence.json")).content().contains("confirmation");
    CommandRun plan = profiles.plan("--evidence", folder.resolve("bundle"));
    assertThat(plan.exitCode()).as(plan.err()).isZero();
  }

  @Test
  void openingOtherCuts_findsTheSameWinner() {
    CommandRun run = optimise(network(10, 0.5), "--check", "--keep-trials");

    assertThat(run.exitCode()).as(run.err()).isZero();
    OptimiseReport.Check check = report().check();
    assertThat(check.openedCuts()).isPositive();
    assertThat(check.allCuts()).isBetween(check.openedCuts(), (long) report().cuts().size() - 1);
    assertThat(check.slowerPercent()).isLessThanOrEqualTo(2);
    assertThat(run.out()).contains("checked by opening ");

    assertThat(optimise(network(10, 0.5), "--exhaustive").exitCode()).isZero();
    OptimiseReport report = report();
    assertThat(report.check().allCuts()).isEqualTo(report.cuts().size());
    assertThat(report.check().slowerPercent()).isLessThanOrEqualTo(2);
    assertThat(report.best()).isEqualTo(report.check().best());
    assertThat(report.candidates())
        .extracting(Way::cut)
        .containsAll(report.cuts().stream().map(OptimiseReport.CutLine::cut).toList());
  }

  @Test
  void wayThatTheSearchAndTheCheckComeBy_costsTheSame() {
    CommandRun run = optimise(network(10, 0.5), "--least-depth", "stem.relu", "--exhaustive");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Way found = report().check().found();
    assertThat(found.transferLayer()).contains("step=");
    assertThat(report().candidates().stream().filter(way -> way.words().equals(found.words())))
        .singleElement()
        .extracting(Way::millis)
        .isEqualTo(found.millis());
  }

  @Test
  void cutOfSeveralTensors_isOpenedAndWrittenWhereItIsAllowed() {
    TinyProfiles two = TinyProfiles.in(folder.resolve("two"), 2);
    ProfileFile.readFolder(two.folder())
        .forEach(each -> ProfileFile.write(two.folder(), CertainTimes.in(each)));
    CommandRun run =
        optimise(
            network(10, 0.5),
            "--profiles",
            two.folder(),
            "--max-cut-tensors",
            2,
            "--least-depth",
            "branch",
            "--exhaustive");

    assertThat(run.exitCode()).as(run.err()).isZero();
    Way inside =
        report().candidates().stream()
            .filter(way -> way.cut().equals("branch") && way.transferLayer().contains("step="))
            .findFirst()
            .orElseThrow();
    assertThat(inside.atMostDropPoints()).isBetween(0.0, 30.0);
    assertThat(bundle().manifest().scenarios().stream().filter(each -> each.wire().size() == 2))
        .allSatisfy(each -> assertThat(each.cut()).isEqualTo("branch"));
    assertThat(optimise(network(10, 0.5), "--exhaustive").exitCode()).isZero();
    assertThat(report().candidates()).extracting(Way::cut).doesNotContain("branch");
  }

  @Test
  void sameSeed_givesTheSameBundle() {
    Path network = network(10, 0.5);
    assertThat(optimise(network, "--seed", 7).exitCode()).isZero();
    String first = hash(folder.resolve("bundle"));
    assertThat(optimise(network, "--seed", 7).exitCode()).isZero();
    assertThat(hash(folder.resolve("bundle"))).isEqualTo(first);
  }

  @Test
  void keptTrials_serveAnotherLink() {
    CommandRun first = optimise(network(10, 0.5), "--least-depth", "stem.relu", "--keep-trials");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(filesNamed("search-journal")).isNotEmpty();
    CommandRun second = optimise(network(20, 0.4), "--least-depth", "stem.relu");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err())
        .containsPattern("cut stem.relu: goes on after trial \\d+ of an earlier run");
    assertThat(report().best().cut()).isEqualTo("stem.relu");
    assertThat(filesNamed("search-journal")).isEmpty();
  }

  @Test
  void pictureThatIsFastest_isSaidInWordsAndEveryScenarioOfTheBundleRuns() {
    CommandRun optimise = optimise(network(10, 0.5));
    assertThat(optimise.exitCode()).as(optimise.err()).isZero();
    assertThat(optimise.out()).startsWith("do not cut, send the picture: ");
    assertThat(bundle().manifest().scenarios().get(0).cut()).isEqualTo("input");
    CommandRun run =
        CommandRun.of(
            "evaluate", folder.resolve("bundle"), "--data", images, "--no-pictures", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<Way> inBundle =
        report().candidates().stream().filter(way -> way.scenario() != null).toList();
    assertThat(inBundle).hasSameSizeAs(bundle().manifest().scenarios());
    assertThat(inBundle).allSatisfy(way -> assertThat(run.out()).contains(way.scenario()));
  }

  @Test
  void deviceThatIsFastest_isSaidInWordsAndNeedsNoEdge() {
    CommandRun run = optimise(network(5000, 60));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("do not cut, the device answers alone: ")
        .contains("the whole model")
        .endsWith("device:  scissionlite device %s IMAGE...%n".formatted(folder.resolve("bundle")));
    assertThat(bundle().manifest().wholeModel()).isNotNull();
    assertThat(report().cuts()).isNotEmpty().allMatch(line -> line.decision().equals("cannot-win"));
  }

  @Test
  void profilesWithoutLayers_areSaidAndTheLayersMeasuredHere() {
    Path bare = folder.resolve("bare");
    ProfileFile.readFolder(profiles.folder())
        .forEach(
            each ->
                ProfileFile.write(
                    bare,
                    each.withCuts(
                        each.cuts().stream()
                            .map(cut -> cut.withTransferLayers(List.of()))
                            .toList())));
    CommandRun run = optimise(network(10, 0.5), "--profiles", bare);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("note: the profiles do not tell what the transfer layers of ");
    assertThat(report().candidates())
        .filteredOn(way -> way.transferLayer().startsWith("jpeg"))
        .singleElement()
        .satisfies(way -> assertThat(way.layerTimes()).isEqualTo("measured here and scaled"))
        .satisfies(way -> assertThat(way.parts().deviceTlNanos()).isPositive());
  }

  @Test
  void deadlineBelowTheRoundTrip_saysWhatWouldHelp() {
    CommandRun run = optimise(network(40, 60), "--deadline", 30);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem())
        .startsWith("error: nothing keeps the deadline of 30.0 ms; --deadline ")
        .contains(" would do: ")
        .contains("of it the round trip")
        .doesNotContain("\n");
    assertThat(filesNamed("bundle")).isEmpty();
  }

  @Test
  void badInput_isOneLineAndLeavesNothing() {
    Path network = network(1, 1);
    assertProblem(optimise(network, "--data", folder.resolve("none")), "none");
    assertProblem(optimise(network, "--max-drop", 1), "of the images are left to confirm with");
    assertProblem(optimise(network, "--profiles", folder), "no profile of 'tiny'");
    assertProblem(optimise(folder.resolve("nothing.csv")), "nothing.csv");
    TinyProfiles.write(
        folder.resolve("other.csv"), "source,destination,ping(ms),bandwidth(Mbps)\na,b,1,1\n");
    assertProblem(optimise(folder.resolve("other.csv")), "unknown pair 'd,e'");
    assertProblem(optimise(network, "--interval", "often"), "--interval");
    assertProblem(optimise(network, "--check", "--exhaustive"), "expected one of them");
    assertProblem(optimise(network, "--task", "detection:head=none"), "valid, nearest first: rows");
    assertProblem(optimise(network, "--sign", folder.resolve("no.key")), "no.key");
    assertProblem(optimise(network, "--max-ssim", 2), "--max-ssim: expected 0 to 1");
    assertThat(filesNamed("bundle")).isEmpty();
  }

  private static void assertProblem(CommandRun run, String words) {
    assertThat(run.exitCode()).as(run.err()).isBetween(1, 2);
    assertThat(run.problem()).contains(words).doesNotContain("\n").doesNotContain("unexpected");
  }

  private List<String> filesNamed(String part) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(part))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all but the time at which it was written. */
  private static String hash(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return BundleReader.open(folder).manifest().id()
          + files
              .filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("manifest.json"))
              .sorted(Comparator.comparing(Path::toString))
              .map(file -> folder.relativize(file) + Sha256.of(file))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
