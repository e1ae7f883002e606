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
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.MachineFacts;
import org.scissionlite.benchmarks.experiment.MadeUp;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.Prediction;
import org.scissionlite.benchmarks.experiment.SliceAccuracy;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;
import org.scissionlite.cli.Main;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.file.Json;

class ResultsPageTest {
  private static final MachineFacts MACHINE =
      new MachineFacts("a processor", 2, "an OS", "17", 55.5, 1.2);

  @TempDir private Path folder;

  private static Results results(Cell cell, SliceAccuracy... accuracies) {
    Prediction predicted =
        new Prediction(
            MadeUp.HEADLINE,
            List.of(MadeUp.predicted(Contender.DEVICE_ALONE, 900), MadeUp.predictedOurs(58)));
    Goals judged = new Goals(List.of(cell), List.of(predicted), List.of(accuracies));
    return Results.of(MACHINE, List.of(), judged, Row.Later.nothing());
  }

  private String page(Cell cell, SliceAccuracy... accuracies) {
    Results results = results(cell, accuracies);
    Commands commands = new Commands(new Store(folder), List.of(), results.cells());
    return new ResultsPage(results, commands, List.of()).text();
  }

  @Test
  void aRow_tellsPredictionMeasurementAndAccuracy() {
    assertThat(page(MadeUp.headline(), MadeUp.accuracy()))
        .contains("| device alone | - | - | 900.0 | 920.0 | 920.0 | 0 | 1.00 | - | 1.840 | 0.000 |")
        .contains(
            "| ours | input | transform:step=1.0 | 58.0 | 60.0 | 60.0 | 8,000 | 15.3 |"
                + " 96.0 % (92.8 to 98.1) | 0.002 | 0.060 |")
        .contains("The link and the two machines allow a speed-up of 15.8 with this cut.")
        .contains(
            "| input: transform:step=1.0 | 60.0 | 15.3 | 5.00 | 2.00 | 0.40 (-1.51 to 2.30) |");
  }

  @Test
  void aPredictionOfAnotherWay_standsBesideNoMeasurement() {
    Cell cell = MadeUp.headline();
    Cell other =
        new Cell(
            cell.place(),
            cell.slowdown(),
            cell.begun(),
            0.5,
            cell.measured(),
            List.of(new Predicted(Contender.OURS, "pool1", "q8", 58, 1, 27, 30, 8_000)));
    assertThat(page(other)).contains("| ours | input | transform:step=1.0 | - | 60.0 |");
  }

  @Test
  void theGrid_marksWhatWasMeasured() {
    assertThat(page(MadeUp.headline()))
        .contains("| 60, 27.4 | 900 **920** | - **120** |")
        .contains("| input: transform:step=1.0 |\n");
  }

  @Test
  void machineGoalsAndPictures_areTold() {
    Results results = results(MadeUp.headline());
    List<Figures.Named> pictures =
        List.of(new Figures.Named("a-b.png", "what it shows", "What to see:", null));
    Commands commands = new Commands(new Store(folder), List.of(), List.of());
    assertThat(new ResultsPage(results, commands, pictures).text())
        .contains("a processor, 2 cores, an OS, Java 17")
        .contains("without a transfer layer | yes | 5.0 times |")
        .contains("What to see:\n\n![what it shows](images/results/a-b.png)")
        .contains("At no measured place was another way that loses nothing faster")
        .contains("Only predicted, with links as another class of devices probed them: Raspberry")
        .doesNotContain("The machine was busy");
  }

  @Test
  void aLossAndABusyMachine_areNotHidden() {
    Measured slow = MadeUp.measured(Contender.OURS, 130, 1, 30, 8_000);
    List<Measured> measured = new ArrayList<>(MadeUp.headline().measured());
    measured.set(3, slow);
    Cell busy = new Cell(MadeUp.HEADLINE, 16.4, "", 9.5, measured, MadeUp.headline().predicted());
    assertThat(page(busy))
        .contains("**edge alone, pixels is faster**, 120.0 ms against ours' 130.0 (+8 %)")
        .contains("Of ours 58.0 ms were predicted; what it misses most is the network (+72.0 ms).")
        .contains("**The machine was busy** with other work in 1 of 1 runs")
        .contains("(load 9.5)")
        .contains("1 s apart | 130.0 | 27.4 | 1.1 | 1.0 | 30.0 | 0.0 | 70.5 |");
  }

  @Test
  void accuracyOfThePublishedLayer_saysWhetherItWasTrained() {
    Measured published =
        new Measured(
            Contender.SCISSION_TL,
            "pool1",
            "pool2",
            MadeUp.measured(Contender.SCISSION_TL, 50, 10, 30, 9_000).images());
    List<Measured> measured = new ArrayList<>(MadeUp.headline().measured());
    measured.add(published);
    Cell cell = MadeUp.cell(MadeUp.HEADLINE, measured);
    AnswerChanges before = new AnswerChanges(250, true, 200, 60, 5, 46);
    AnswerChanges after = new AnswerChanges(250, true, 238, 9, 2, 5);
    SliceAccuracy untrained = MadeUp.accuracy("pool1", "pool2", before, false);
    SliceAccuracy trained = MadeUp.accuracy("pool1", "pool2", after, true);
    assertThat(page(cell, untrained))
        .contains("| 80.0 % (74.5 to 84.8) |")
        .contains("**not retrained**")
        .contains("ScissionTL is faster, 50.0 ms against 60.0; it loses 16.4 points.");
    assertThat(page(cell, untrained, trained))
        .contains("| 95.2 % (91.8 to 97.5), before it was trained 80.0 % |")
        .contains("retrained at the cut (`prepare --train edge`) in 1 of 1 rows; its latency")
        .contains("it loses 1.2 points after its training.");
  }

  @Test
  void theMap_takesWhatWasMeasuredWhereItWas() {
    Winner winner = results(MadeUp.headline()).winners().get(0);
    assertThat(winner)
        .isEqualTo(
            new Winner(
                MadeUp.HEADLINE,
                Winner.Kind.OUR_PICTURE,
                "input",
                "transform:step=1.0",
                60,
                920 / 60.0,
                true));
    Cell elsewhere =
        MadeUp.cell(
            new Place("other", MadeUp.HEADLINE.device(), MadeUp.HEADLINE.link(), 0), List.of());
    assertThat(results(elsewhere).winners().get(0).measured()).isFalse();
  }

  @Test
  void results_areReadBackAsTheyWereWritten() {
    Results results = results(MadeUp.headline(), MadeUp.accuracy());
    byte[] json = Json.text(results).getBytes(StandardCharsets.UTF_8);
    assertThat(Json.parse(json, Results.class, "results", "results")).isEqualTo(results);
  }

  /** The command reads the file by its own eyes; the two must go on agreeing. */
  @Test
  void theCommandReport_makesAPageOfThem() throws Exception {
    Results results = results(MadeUp.headline(), MadeUp.accuracy());
    Json.write(folder.resolve("results.json"), results);
    Path page = folder.resolve("page.html");
    assertThat(Main.commandLine().execute("report", folder.toString(), "-o", page.toString()))
        .isZero();
    assertThat(Files.readString(page))
        .contains("\"medianMillis\":60.0", "\"predictedMillis\":58.0", "\"lowPercent\":92.767");
  }

  @Test
  void thePage_namesNoFolderOfTheMachine() throws Exception {
    Store store = new Store(folder.resolve("out"));
    Path data = folder.resolve("images");
    Subject subject = new Subject(folder.resolve("steel.onnx").toString(), "tf", data, data);
    Files.createDirectories(store.folder());
    String line =
        "scissionlite optimise %s --data %s --network /elsewhere/networks/a.csv -o %s/steel/m\n"
            .formatted(subject.source(), data, store.folder());
    Files.writeString(store.folder().resolve("commands.txt"), line + line);
    Place place = new Place("steel", MadeUp.HEADLINE.device(), MadeUp.HEADLINE.link(), 0);
    Commands commands =
        new Commands(store, List.of(subject), List.of(MadeUp.cell(place, List.of())));
    assertThat(commands.tools())
        .isEqualTo(
            "scissionlite optimise steel.onnx --data images --network results/networks/a.csv"
                + " -o results/steel/m\n");
    assertThat(commands.experiments())
        .isEqualTo(
            "experiment --model steel.onnx --preprocessing tf --data images --test images"
                + " --class tx2 --link 60:27.4 --interval 0 -o results\n"
                + "experiment --report -o results\n");
  }

  @Test
  void kindsOfWinners_areToldApart() {
    assertThat(
            List.of(
                Winner.Kind.of("-", "-"),
                Winner.Kind.of("input", "jpeg:q=50"),
                Winner.Kind.of("input", "transform:step=1.0"),
                Winner.Kind.of("pool1", "none"),
                Winner.Kind.of("pool1", "transform:step=1.0")))
        .containsExactly(Winner.Kind.values());
  }
}
