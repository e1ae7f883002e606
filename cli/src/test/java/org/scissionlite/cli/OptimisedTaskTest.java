package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.file.Json;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.profile.ProfileFile;

/** The command {@code optimise} on a model that is no classifier. */
class OptimisedTaskTest {
  private static final String TASK = "segmentation";

  @TempDir private Path folder;

  @Test
  void segmenter_isOptimisedByItsOwnMeasureAndTheBundleSigned() throws Exception {
    new SteelImages(84, 32, 4).write(folder.resolve("steel"), done -> {});
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path key = pem("key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    Path known = pem("pub", "PUBLIC KEY", pair.getPublic().getEncoded());
    CommandRun run =
        optimised(TaskModels.segmenter(folder), "--task", TASK, "--sign", key, "--dial", 2);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("drops are in points of mean IoU");
    OptimiseReport report =
        Json.read(folder.resolve("bundle.optimise.json"), OptimiseReport.class, "report");
    assertThat(report.task()).startsWith(TASK);
    assertThat(report.best().cut()).isEqualTo("relu");
    assertThat(report.best().atMostDropPoints()).isPositive().isLessThanOrEqualTo(60);
    assertThat(report.best().transferLayer()).contains("step=");
    Manifest manifest = BundleReader.open(folder.resolve("bundle")).manifest();
    assertThat(manifest.task()).isEqualTo(report.task());
    assertThat(manifest.scenario("").transferLayer())
        .isEqualTo(report.best().transferLayer() + ",dial=2");
    manifest.requireSigned(TrustedKeys.read(List.of(known)), "bundle");
  }

  @Test
  void trainedWinner_isConfirmedByTheMeasureOfTheTask() {
    new SteelImages(84, 32, 4).write(folder.resolve("steel"), done -> {});
    CommandRun run =
        optimised(
            TaskModels.segmenter(folder),
            "--task",
            TASK,
            "--train",
            "transfer-layer",
            "--epochs",
            1,
            "--threads",
            1,
            "--variants",
            1,
            "--training-images",
            24);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .containsPattern(
            "trained, the layer sends .* points of mean IoU on \\d+ unused images, on others at most .*: (not )?confirmed");
  }

  @Test
  void maskOfAClassThatTheModelDoesNotHave_isRefusedInOneLine() throws IOException {
    Path steel = folder.resolve("steel");
    new SteelImages(84, 32, 4).write(steel, done -> {});
    ForeignClassesTest.markAll(steel.resolve("masks"), 7);

    CommandRun run = optimised(TaskModels.segmenter(folder), "--task", TASK);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains("class 7, but the model has the classes 0 to 6");
  }

  private CommandRun optimised(Path model, Object... more) {
    TinyProfiles profiles = TinyProfiles.of(model, folder, 1, "none");
    ProfileFile.readFolder(profiles.folder())
        .forEach(each -> ProfileFile.write(profiles.folder(), CertainTimes.in(each)));
    TinyProfiles.write(
        profiles.network(), "source,destination,ping(ms),bandwidth(Mbps)%nd,e,10,2%n".formatted());
    List<Object> usual =
        List.of(
            "optimise",
            model,
            "--preprocessing",
            "unit",
            "--data",
            folder.resolve("steel"),
            "--profiles",
            profiles.folder(),
            "--network",
            profiles.network(),
            "--max-drop",
            60,
            "--least-depth",
            "relu",
            "-o",
            folder.resolve("bundle"));
    return CommandRun.of(Stream.concat(usual.stream(), Arrays.stream(more)).toArray());
  }

  private Path pem(String name, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }
}
