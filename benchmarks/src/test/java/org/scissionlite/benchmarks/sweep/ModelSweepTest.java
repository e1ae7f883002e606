package org.scissionlite.benchmarks.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.zoo.Zoo;
import org.scissionlite.zoo.ZooOptions;
import picocli.CommandLine;

/** Every cut that a plan can name can be prepared, with every transfer layer that says it fits. */
class ModelSweepTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"mobilenetv2, 0.35, 1", "mobilenet, 0.25, 2"})
  void smallArchitectures_answerTheSameWholeAndCut(String name, double width, int tensors) {
    ZooOptions options = Zoo.defaults(name).withWidth(width).withInputSize(32).withClasses(4);
    ModelGraph graph = Zoo.build(name, options);
    Path file = folder.resolve(name + ".onnx");
    OnnxWriter.write(graph, file);

    ModelSweep.Row row = new ModelSweep(3, tensors, Map.of()).row(file);

    assertThat(row.failures()).isEmpty();
    assertThat(row.slices()).matches("(1\\d|[4-9]) of \\1");
  }

  @Test
  void answerThatDiffers_isAFailure_andAFileThatDoesNotRunIsNone() {
    ZooOptions options = Zoo.defaults("mobilenet").withWidth(0.25).withInputSize(32);
    ModelGraph graph = Zoo.build("mobilenet", options.withClasses(4));
    Path file = folder.resolve("m.onnx");
    OnnxWriter.write(graph, file);
    String output = graph.outputs().get(0).name();
    Tensor other = Tensor.ofFloats(Shape.of(1, 4), new float[] {9, 9, 9, 9});

    ModelSweep.Row differs = sweptWith(file, () -> Map.of(output, other));
    assertThat(differs.failures()).singleElement().asString().startsWith("answers differ by");
    assertThat(ModelSweep.isSuccess(List.of(differs))).isFalse();
    ModelSweep.Row stopped =
        sweptWith(
            file,
            () -> {
              throw new ScissionLiteException("index | out\nof range");
            });
    assertThat(stopped.kind()).isEqualTo(ModelSweep.Kind.NO_MODEL);
    assertThat(stopped.line()).contains("index \\| out of range");
  }

  private static ModelSweep.Row sweptWith(Path file, Supplier<Map<String, Tensor>> answers) {
    try (Session session =
        new ForwardingSession(new OrtEngine().open(file, 1)) {
          @Override
          protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
            return answers.get();
          }
        }) {
      return new ModelSweep(1, 1, Map.of()).row("m.onnx", file, session);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet8_cifar10_mlperftiny.onnx", "onnx-light/light_shufflenet.onnx"})
  void publicModels_answerTheSameWholeAndCut(String file) {
    ModelSweep.Row row = new ModelSweep(2, 1, Map.of()).row(shared(file));

    assertThat(row.failures()).isEmpty();
    assertThat(row.slices()).matches("([1-9]\\d*) of \\1");
  }

  @Test
  void fileThatIsNoModel_isARowThatSaysSo() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.onnx"), "no model");

    ModelSweep.Row row = new ModelSweep(2, 1, Map.of()).row(file);

    assertThat(row.line()).contains("broken.onnx", "cannot open model");
    assertThat(ModelSweep.files(folder)).containsExactly(file);
    assertThat(ModelSweep.summary(List.of(row)))
        .contains(
            "1 files: 0 tried, of which 0 failed; 0 refused, 1 without an answer of ONNX Runtime");
    assertThat(ModelSweep.isSuccess(List.of(row))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"open-size/openhw.onnx, is open", "index-output/argmax.onnx, 0.0e+00"})
  void fileThatOnlyTheEngineReads_isToldWithTheReason(String file, String answer) {
    ModelSweep.Row row = new ModelSweep(1, 1, Map.of()).row(shared("../cases/" + file));

    boolean isOpen = answer.equals("is open");
    assertThat(row.kind()).isEqualTo(isOpen ? ModelSweep.Kind.REFUSED : ModelSweep.Kind.TRIED);
    assertThat(row.answer()).contains(answer);
    assertThat(row.failures()).isEmpty();
    assertThat(ModelSweep.summary(List.of(row)))
        .contains(isOpen ? "0 tried, of which 0 failed; 1 refused" : "1 tried, of which 0 failed");
  }

  @ParameterizedTest
  @CsvSource({"open-size/openhw.onnx, image", "string-output/labels.onnx, ''"})
  void openSizesAndStrings_areTriedWhereTheyAreToldOrLeftAside(String file, String input) {
    Path folder = shared("../cases/" + file).getParent();
    List<String> words = new ArrayList<>(List.of(folder.toString(), "--cuts", "2"));
    if (!input.isEmpty()) {
      words.addAll(List.of("--shape", input + "=1,3,32,32", "--shape", "other=1,2"));
    }
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new SweepCommand())
            .setOut(new PrintWriter(out))
            .execute(words.toArray(String[]::new));
    assertThat(out.toString()).contains("1 files: 1 tried, of which 0 failed; 0 refused");
    assertThat(code).isZero();
  }

  @Test
  void wrongShape_isAnErrorOfUse() {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new SweepCommand()).setErr(new PrintWriter(err));
    assertThat(command.execute(folder.toString(), "--shape", "image=1,x")).isEqualTo(2);
    assertThat(command.execute(folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--shape image: expected positive numbers");
  }

  private static Path shared(String model) {
    Path checkout = Path.of("").toAbsolutePath();
    while (checkout != null && !Files.isDirectory(checkout.resolveSibling("shared"))) {
      checkout = checkout.getParent();
    }
    Path file = checkout == null ? null : checkout.resolveSibling("shared/models").resolve(model);
    assumeTrue(
        file != null && Files.exists(file), "skipped: there is no ../shared/models/" + model);
    return file;
  }
}
