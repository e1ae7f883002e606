package org.scissionlite.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.TinyModel;

/** Profiles of the Python tools have no names of layers: what to type next has their numbers. */
class NextStepOfDatProfilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeProfiles() throws IOException {
    Files.createDirectory(folder.resolve("profiles"));
    writeProfile("device-d.dat", 0.01, 0.01, 10);
    writeProfile("edge-e.dat", 0.001, 0.001, 0.001);
    Files.writeString(
        folder.resolve("network.csv"), "source,destination,ping(ms),bandwidth(Mbps)\nd,e,2,60\n");
  }

  @Test
  void cutIsTypedAsTheNumberOfItsLayer() {
    CommandRun run =
        CommandRun.of(
            "plan",
            "tiny",
            "--profiles",
            folder.resolve("profiles"),
            "--network",
            folder.resolve("network.csv"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "next: scissionlite prepare MODEL --cut 4 --transfer-layer none -o tiny-bundle%n"
                .formatted())
        .contains("no names of layers: see layer 4 with: scissionlite inspect MODEL")
        .contains("MODEL: the ONNX file of tiny");
  }

  @Test
  void prepare_knowsTheNumberAndNotTheNameOfTheProfile() {
    Path bundle = folder.resolve("bundle");
    assertThat(prepare("layer4", bundle).exitCode()).isEqualTo(2);
    CommandRun run = prepare("4", bundle);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(BundleReader.open(bundle).manifest().scenarios().get(0).cut()).isEqualTo("join");
  }

  private CommandRun prepare(String cut, Path bundle) {
    Path model = TinyModel.writeTo(folder);
    return CommandRun.of("prepare", model, "--cut", cut, "--transfer-layer", "none", "-o", bundle);
  }

  /** Three blocks of the tiny model; a small tensor leaves the second one. */
  private void writeProfile(String file, double first, double second, double third)
      throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    write(pickle, "\u0080\u0003}(");
    text(pickle, "tiny");
    write(pickle, "](");
    record(pickle, List.of(0.0, 2.0, first, 400_128.0));
    record(pickle, List.of(3.0, 4.0, second, 528.0));
    record(pickle, List.of(5.0, 7.0, third, 148.0));
    write(pickle, "eu.");
    Files.write(folder.resolve("profiles").resolve(file), pickle.toByteArray());
  }

  private static void record(ByteArrayOutputStream pickle, List<Double> values) {
    List<String> names = List.of("input_layer", "output_layer", "second_prediction", "output_size");
    write(pickle, "c__main__\nLayerBenchmark\n)\u0081}(");
    text(pickle, "model");
    text(pickle, "tiny");
    for (int i = 0; i < values.size(); i++) {
      text(pickle, names.get(i));
      pickle.write('G');
      pickle.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(values.get(i)).array());
    }
    write(pickle, "ub");
  }

  private static void text(ByteArrayOutputStream pickle, String text) {
    pickle.write(0x8c);
    pickle.write(text.length());
    write(pickle, text);
  }

  private static void write(ByteArrayOutputStream pickle, String bytes) {
    pickle.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
