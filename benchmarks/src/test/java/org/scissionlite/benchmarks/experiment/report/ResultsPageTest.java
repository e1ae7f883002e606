package org.scissionlite.benchmarks.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.MachineFacts;
import org.scissionlite.benchmarks.experiment.MadeUp;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.Prediction;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;
import org.scissionlite.file.Json;

class ResultsPageTest {
  private static final MachineFacts MACHINE =
      new MachineFacts("a processor", 2, "an OS", "17", 55.5);

  @TempDir private Path folder;

  private static Results results(Cell cell) {
    return Results.of(
        MACHINE,
        List.of(),
        List.of(cell),
        List.of(
            new Prediction(
                MadeUp.HEADLINE,
                List.of(
                    MadeUp.predicted(Contender.DEVICE_ALONE, 900),
                    MadeUp.predicted(Contender.OURS, 58)))),
        List.of(MadeUp.accuracy()));
  }

  private static String page(Cell cell) {
    return new ResultsPage(results(cell), "scissionlite optimise m\n", List.of("a-b.png")).text();
  }

  @Test
  void aRow_tellsPredictionMeasurementAndAccuracy() {
    assertThat(page(MadeUp.headline()))
        .contains("| device alone | - | - | 900.0 | 920.0 | 920.0 | 0 | 1.0 | - | 1.840 | 0.000 |")
        .contains(
            "| ours | input | transform:step=1.0 | 58.0 | 60.0 | 60.0 | 8,000 | 15.3 | 96.0 % |"
                + " 0.002 | 0.060 |")
        .contains("The link and the two machines allow a speed-up of 15.8 with this cut.");
  }

  @Test
  void theGrid_marksWhatWasMeasured() {
    assertThat(page(MadeUp.headline()))
        .contains("| 60, 27.4 | 900 **920** | - **120** |")
        .contains("| device alone |\n");
  }

  @Test
  void machineCommandsGoalsAndPictures_areTold() {
    assertThat(page(MadeUp.headline()))
        .contains("a processor, 2 cores, an OS, Java 17")
        .contains("```\nscissionlite optimise m\n```")
        .contains("5.0 times | held |")
        .contains("![a b](images/results/a-b.png)")
        .contains("At no measured place was another way faster")
        .doesNotContain("The machine was busy");
  }

  @Test
  void aLossAndABusyMachine_areNotHidden() {
    Measured slow = MadeUp.measured(Contender.OURS, 130, 1, 30, 8_000);
    List<Measured> measured = new ArrayList<>(MadeUp.headline().measured());
    measured.set(3, slow);
    Cell busy = new Cell(MadeUp.HEADLINE, 16.4, "", 9.5, measured, MadeUp.headline().predicted());
    assertThat(page(busy))
        .contains("edge alone, pixels takes 120.0 ms, ours 130.0")
        .contains("**The machine was busy** with other work in 1 of 1 runs")
        .contains("(load 9.5)");
  }

  @Test
  void results_areReadBackAsTheyWereWritten() {
    Results results = results(MadeUp.headline());
    byte[] json = Json.text(results).getBytes(StandardCharsets.UTF_8);
    assertThat(Json.parse(json, Results.class, "results", "results")).isEqualTo(results);
  }

  @Test
  void thePage_namesNoFolderOfTheMachine() throws Exception {
    Store store = new Store(folder.resolve("out"));
    Path data = folder.resolve("images");
    Subject subject = new Subject(folder.resolve("steel.onnx").toString(), "tf", data, data);
    Files.createDirectories(store.folder());
    Files.writeString(
        store.folder().resolve("commands.txt"),
        "scissionlite optimise %s --data %s -o %s/m\n"
            .formatted(subject.source(), data, store.folder()));
    assertThat(ResultFiles.commands(store, List.of(subject)))
        .isEqualTo("scissionlite optimise steel.onnx --data images -o results/m\n");
  }

  @Test
  void kindsOfWinners_areToldApart() {
    assertThat(
            List.of(
                Winners.kind(way("-", "-")),
                Winners.kind(way("input", "jpeg:q=50")),
                Winners.kind(way("input", "transform:step=1.0")),
                Winners.kind(way("pool1", "none")),
                Winners.kind(way("pool1", "transform:step=1.0"))))
        .containsExactly(0, 1, 2, 3, 4);
  }

  private static Predicted way(String cut, String layer) {
    return new Predicted(Contender.OURS, cut, layer, 1, 1, 0, 0, 0);
  }
}
