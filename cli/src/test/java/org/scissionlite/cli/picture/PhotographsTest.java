package org.scissionlite.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.file.Json;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.fit.Fit;

/** A photograph that is stored lying on its side, and the same one upright. */
class PhotographsTest {
  private static final int SIDE = 15;
  private static final int AFTER_HEADER = 8 + 25;

  @TempDir private Path folder;

  private Path upright;
  private Path turned;

  @BeforeEach
  void photographs() throws IOException {
    Path stored = folder.resolve("stored.png");
    upright = folder.resolve("data/0.png");
    turned = folder.resolve("data/1.png");
    byte[] levels = new byte[SIDE * SIDE];
    byte[] turnedRight = new byte[SIDE * SIDE];
    new Random(2).nextBytes(levels);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        levels[y * SIDE + x] = (byte) (y * 16 + levels[y * SIDE + x] / 16);
        turnedRight[x * SIDE + SIDE - 1 - y] = levels[y * SIDE + x];
      }
    }
    PngFile.write(Pixels.grey(SIDE, SIDE, levels), stored);
    PngFile.write(Pixels.grey(SIDE, SIDE, turnedRight), upright);
    Files.write(turned, withOrientation(Files.readAllBytes(stored), 6));
    prepare("bundle");
  }

  @Test
  void deviceAndEvaluation_seeItUpright() {
    List<String> answers = answers("bundle");

    assertThat(answers.get(1)).isEqualTo(answers.get(0));
    assertThat(evaluated("bundle")).contains("\"images\" : 2");
  }

  @Test
  void modelThatWasTrainedWithout_keepsThatInItsBundle() {
    CommandRun run = prepare("ignoring", "--ignore-orientation");

    assertThat(run.err()).contains("; the orientation of photographs is ignored");
    List<String> answers = answers("ignoring");
    assertThat(answers.get(0)).isEqualTo(answers("bundle").get(0));
    assertThat(answers.get(1)).isNotEqualTo(answers.get(0));
    CommandRun evaluation =
        CommandRun.of(
            "evaluate", folder.resolve("bundle"), "--data", data(), "--ignore-orientation");
    assertThat(evaluation.err())
        .contains("preprocessing that of the bundle; --ignore-orientation is left aside");
  }

  @Test
  void preprocessingFile_saysIt() {
    Path file = folder.resolve("tiny.preprocessing.json");
    Json.write(file, Preprocessing.named("unit").with(Fit.STRETCH.with(Fit.Exif.IGNORED)));
    CommandRun run = CommandRun.prepare(folder, "join");

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> answers = answers("bundle");
    assertThat(answers.get(1)).isNotEqualTo(answers.get(0));
  }

  private CommandRun prepare(String bundle, Object... more) {
    Path model = TinyModel.writeTo(folder);
    List<Object> arguments =
        new ArrayList<>(List.of("prepare", model, "--preprocessing", "unit", "--cut", "join"));
    arguments.addAll(List.of("--transfer-layer", "pool2+q8", "--calibrate", data()));
    arguments.addAll(List.of("-o", folder.resolve(bundle)));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  /** The classes and scores that the device answers to both. */
  private List<String> answers(String bundle) {
    CommandRun run = CommandRun.of("device", folder.resolve(bundle), upright, turned);
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> classes = run.out().lines().filter(line -> line.contains("class ")).toList();
    int each = classes.size() / 2;
    return List.of(
        String.join("\n", classes.subList(0, each)),
        String.join("\n", classes.subList(each, classes.size())));
  }

  private String evaluated(String bundle) {
    CommandRun run = CommandRun.of("evaluate", folder.resolve(bundle), "--data", data(), "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static byte[] withOrientation(byte[] png, int orientation) {
    byte[] exif = {
      'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0
    };
    exif[19] = (byte) orientation;
    byte[] name = "eXIf".getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(exif);
    return ByteBuffer.allocate(png.length + 12 + exif.length)
        .put(png, 0, AFTER_HEADER)
        .putInt(exif.length)
        .put(name)
        .put(exif)
        .putInt((int) checksum.getValue())
        .put(png, AFTER_HEADER, png.length - AFTER_HEADER)
        .array();
  }
}
