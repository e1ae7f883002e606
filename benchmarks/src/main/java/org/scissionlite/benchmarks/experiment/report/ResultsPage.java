package org.scissionlite.benchmarks.experiment.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.DeviceClass;
import org.scissionlite.benchmarks.experiment.MachineFacts;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Subject;

/**
 * The page that tells a reader what was measured, how, and where it is lost.
 *
 * @param results of which
 * @param commands by which it is measured again
 * @param pictures of what was measured
 */
record ResultsPage(Results results, Commands commands, List<Figures.Named> pictures) {
  /** More processes than cores wanted a processor: such figures are upper bounds. */
  private static final double BUSY = 1.5;

  String text() {
    return "# Results\n\n"
        + "This page is written by the command `experiment`"
        + " ([how](benchmarks.md#the-headline)) from what it measured; nothing in it is"
        + " typed in. Latencies are those between two processes over a link; the device and the link"
        + " are emulated on one machine ([how it was done](#how)).\n\n"
        + new MeasuredTable(results).summary()
        + warnings()
        + "ms: the median. Over: how many times faster than the device alone, the best cut without a"
        + " transfer layer, and the fastest way without one (below 1: slower). Points lost: against"
        + " the uncut model, with the 95 % interval where it is known.\n\n"
        + goals()
        + drawn()
        + "## Where it is lost, and why\n\n"
        + new Losses(results).text()
        + "## Measured\n\n"
        + "Medians and 95th percentiles from the input tensor to the answer; all strategies of a"
        + " table took turns in one run. Predicted: of the very same cut and layer, by the planner."
        + " Speed-up: against the device alone. Accuracy: of these very slices, without a network, on"
        + " images that nothing was chosen on. CPU: median seconds of processor time of the whole process"
        + " for an image, which stands for energy.\n\n"
        + new MeasuredTable(results).text()
        + predicted()
        + how();
  }

  private String goals() {
    StringBuilder text =
        new StringBuilder("## Goals\n\n| goal | reached | found |\n|---|---|---|\n");
    results
        .goals()
        .forEach(
            goal ->
                text.append(
                    "| %s | %s | %s |\n"
                        .formatted(
                            goal.words(),
                            goal.verdict(),
                            goal.found().isEmpty() ? "-" : goal.found())));
    return text.append('\n').toString();
  }

  private String drawn() {
    StringBuilder text = new StringBuilder("## Pictures\n\n");
    pictures.forEach(
        each ->
            text.append(
                "%s\n\n![%s](images/results/%s)\n\n"
                    .formatted(each.caption(), each.alt(), each.file())));
    return pictures.isEmpty() ? "" : text.toString();
  }

  private String predicted() {
    return "## Predicted\n\n"
        + "The whole grid, in milliseconds; bold is what was measured there. A layer that no search"
        + " has confirmed is not among ours, so that elsewhere a better one may exist; ours is priced as the typical\n"
        + "layer of its family, which computes every coefficient, so that a layer that leaves some out may be faster than it says.\n\n"
        + results.predictedGroups().stream().map(this::grid).collect(Collectors.joining());
  }

  /** Folded where nothing of it was measured. */
  private String grid(Place group) {
    String table = new GridTable(results, group).text();
    return results.isMeasured(group)
        ? table
        : "<details><summary>%s, %s, %s: only predicted</summary>\n\n%s</details>\n\n"
            .formatted(group.model(), group.device().words(), group.pace(), table);
  }

  private String how() {
    StringBuilder text = new StringBuilder("## How\n\n");
    MachineFacts machine = results.machine();
    if (machine != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "- Machine: %s, %d cores, %s, Java %s. DenseNet169 takes %.1f ms on one of its"
                  + " cores, and %.2f times as much processor time under a quota; the quotas are that"
                  + " much larger.%n",
              machine.cpu(),
              machine.cores(),
              machine.os(),
              machine.java(),
              machine.densenet169Millis(),
              machine.heldFactor()));
    }
    text.append(
        """
        - Real: the processes of device and edge, gRPC, ONNX Runtime, the kernel's TCP (CUBIC) between two network namespaces, the pictures, the slices.
        - Emulated: the link (rate and delay outside the kernel), and the device, by a quota of processor time: one millisecond in each so many, on one engine thread. What needs less than that millisecond at a time
          runs at full speed, and a slice ends up to one period early or late. Its code is compiled before the quota begins, as that of a device that has run for hours. Pictures are decoded before, so that a latency is that
          from the tensor on.
        - The edge runs on all cores of the same machine. Predictions come from profiles of this machine without a quota, slowed down; the link is what the device probed under its quota. Where a link of the grid was not
          probed, it is the nearest probed one, moved to its bandwidth and round trip.
        """);
    text.append(onlyPredicted()).append(trained());
    results.subjects().forEach(subject -> text.append(subject(subject)));
    text.append(slowdowns());
    text.append("\nThe same once more, with the model and the images in this folder:\n\n```\n");
    text.append(commands.experiments());
    text.append("```\n\nThe commands of ScissionLite that these gave, in their order:\n\n```\n");
    return text.append(commands.tools()).append("```\n").toString();
  }

  private String onlyPredicted() {
    List<DeviceClass> classes = results.onlyPredicted();
    return classes.isEmpty() || results.predictions().isEmpty()
        ? ""
        : "- Only predicted, with links as another class of devices probed them: %s.\n"
            .formatted(classes.stream().map(DeviceClass::words).collect(Collectors.joining(", ")));
  }

  /** Which of ScissionTL's accuracies are those of a trained layer. */
  private String trained() {
    List<Row> published =
        results.rows().stream()
            .filter(row -> row.contender() == Contender.SCISSION_TL && row.accuracy() != null)
            .toList();
    long trained = published.stream().filter(row -> row.accuracy().retrained()).count();
    if (trained == 0) {
      return "- ScissionTL is the best cut with 2 x 2 pooling in float32, **not retrained**: its"
          + " accuracy is what the layer loses as it is (`--retrain` trains it).\n";
    }
    return "- ScissionTL is the best cut with 2 x 2 pooling in float32. Its accuracy is that of"
        + " slices retrained at the cut (`prepare --train edge`) in %d of %d rows%s; its latency and"
            .formatted(trained, published.size(), whichNot(published, trained))
        + " bytes were measured on the slices before that: other weights of the same shapes take the"
        + " same time and send the same number of bytes.\n";
  }

  private static String whichNot(List<Row> published, long trained) {
    return trained == published.size() ? "" : ", in the others that of the layer as it is";
  }

  private String warnings() {
    if (results.machine() == null) {
      return "";
    }
    List<Cell> busy =
        results.cells().stream()
            .filter(cell -> cell.waitingProcesses() > BUSY * results.machine().cores())
            .toList();
    return busy.isEmpty()
        ? ""
        : "**The machine was busy** with other work in %d of %d runs: %s. Their figures are upper bounds; tails belong to the scheduler.\n\n"
            .formatted(
                busy.size(),
                results.cells().size(),
                busy.stream().map(ResultsPage::load).collect(Collectors.joining("; ")));
  }

  private static String load(Cell cell) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s (load %.1f)",
        cell.place().model(),
        cell.place().link().words(),
        cell.place().pace(),
        cell.waitingProcesses());
  }

  private static String subject(Subject subject) {
    return subject.hasRandomWeights()
        ? "- %s has random weights: its latencies mean something, its answers do not; 'agrees' is with the uncut model.\n"
            .formatted(subject.name())
        : "";
  }

  private String slowdowns() {
    return results.cells().stream()
        .map(
            cell ->
                String.format(
                    Locale.ROOT,
                    "- %s: %.1f times slower than one core here.%n",
                    cell.place().device().words(),
                    cell.slowdown()))
        .distinct()
        .collect(Collectors.joining());
  }
}
