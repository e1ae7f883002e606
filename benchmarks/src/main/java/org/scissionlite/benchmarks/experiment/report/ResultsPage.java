package org.scissionlite.benchmarks.experiment.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.MachineFacts;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Subject;

/**
 * The page that tells a reader what was measured, how, and where it is lost.
 *
 * @param results of which
 * @param commands that were run, a line each
 * @param figures names of the files of pictures
 */
record ResultsPage(Results results, String commands, List<String> figures) {
  /** More processes than cores wanted a processor: such figures are upper bounds. */
  private static final double BUSY = 1.5;

  String text() {
    return "# Results\n\n"
        + "This page is written by the command `experiment`"
        + " ([how](benchmarks.md#the-headline)) from what it measured; nothing in it is"
        + " typed in.\n\n"
        + goals()
        + lost()
        + "## Measured\n\n"
        + "Medians and 95th percentiles from the input tensor to the answer; all strategies of a"
        + " table took turns in one run. Speed-up: against the device alone. Accuracy: of these"
        + " very slices, without a network, on images that nothing was chosen on. CPU: seconds of"
        + " processor time of the whole process for an image, which stands for energy.\n\n"
        + new MeasuredTable(results).text()
        + "## Predicted\n\n"
        + "The whole grid, in milliseconds; bold is what was measured there. A layer that no search"
        + " has confirmed is not among ours.\n\n"
        + results.predictedGroups().stream()
            .map(group -> new GridTable(results, group).text())
            .collect(Collectors.joining())
        + pictures()
        + how();
  }

  private String goals() {
    StringBuilder text = new StringBuilder("## Goals\n\n| goal | found | |\n|---|---|---|\n");
    results
        .goals()
        .forEach(
            goal ->
                text.append(
                    "| %s | %s | %s |\n".formatted(goal.words(), goal.found(), goal.verdict())));
    return text.append('\n').toString();
  }

  private String lost() {
    List<Cell> slower =
        results.cells().stream().filter(cell -> Goals.overBestRival(cell).orElse(0.0) > 1).toList();
    StringBuilder text = new StringBuilder("## Where it is lost, and why\n\n");
    if (slower.isEmpty()) {
      text.append("At no measured place was another way faster than the one that was chosen.\n");
    }
    slower.forEach(cell -> text.append(lost(cell)));
    results.cells().forEach(cell -> text.append(beyond(cell)));
    return text.append('\n').toString();
  }

  private static String lost(Cell cell) {
    Measured ours = cell.of(Contender.OURS).orElseThrow();
    Measured rival =
        cell.measured().stream()
            .filter(each -> each.contender().isRival())
            .min(Comparator.comparingDouble(Measured::median))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "- %s, %s: %s takes %.1f ms, ours %.1f. Predicted were %s and %s.%n",
        cell.place().model(),
        cell.place().words(),
        rival.contender().words(),
        rival.median(),
        ours.median(),
        predicted(cell, rival.contender()),
        predicted(cell, Contender.OURS));
  }

  private static String predicted(Cell cell, Contender contender) {
    return cell.predictedOf(contender)
        .map(each -> String.format(Locale.ROOT, "%.1f", each.millis()))
        .orElse("nothing");
  }

  /** Where the time of ours goes that neither the engines nor the link need. */
  private static String beyond(Cell cell) {
    Optional<Measured> ours = cell.of(Contender.OURS).filter(each -> each.bytes() > 0);
    return ours.map(
            each ->
                String.format(
                    Locale.ROOT,
                    "- %s, %s: of ours' %.1f ms the device's engine takes %.1f, the edge %.1f, one"
                        + " round trip %.1f, the bytes at the full rate %.1f; the rest is the first"
                        + " messages of a window that was closed, and what the processes do beside"
                        + " the engine.%n",
                    cell.place().model(),
                    cell.place().words(),
                    each.median(),
                    each.device(),
                    each.edge(),
                    cell.place().link().roundTripMillis(),
                    each.bytes() * 8e-3 / cell.place().link().megabits()))
        .orElse("");
  }

  private String pictures() {
    StringBuilder text = new StringBuilder("## Pictures\n\n");
    figures.forEach(file -> text.append("![%s](images/results/%s)\n\n".formatted(alt(file), file)));
    return text.toString();
  }

  private static String alt(String file) {
    return file.replace(".png", "").replace('-', ' ');
  }

  private String how() {
    StringBuilder text = new StringBuilder("## How\n\n");
    MachineFacts machine = results.machine();
    if (machine != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "- Machine: %s, %d cores, %s, Java %s. DenseNet169 takes %.1f ms on one of its"
                  + " cores.%n",
              machine.cpu(),
              machine.cores(),
              machine.os(),
              machine.java(),
              machine.densenet169Millis()));
    }
    text.append(busy());
    text.append(
        """
        - Real: the processes of device and edge, gRPC, ONNX Runtime, the kernel's TCP (CUBIC) between two network namespaces, the pictures, the slices.
        - Emulated: the link (rate and delay outside the kernel), and the device, by a quota of processor time: one millisecond in each so many, on one engine thread. What needs less than that millisecond at a time
          runs at full speed, and a slice ends up to one period early or late. Its code is compiled before the quota begins, as that of a device that has run for hours. Pictures are decoded before, so that a latency is that
          from the tensor on.
        - The edge runs on all cores of the same machine. Predictions come from profiles of this machine without a quota, slowed down; the link is what the device probed under its quota. Where a link of the grid was not
          probed, it is the nearest probed one, moved to its bandwidth and round trip.
        - ScissionTL is the best cut with 2 x 2 pooling in float32, not retrained: its accuracy is what the layer loses as it is.
        """);
    results.subjects().forEach(subject -> text.append(subject(subject)));
    text.append(slowdowns());
    text.append("\nThe commands that the runs gave, in their order:\n\n```\n");
    return text.append(commands).append("```\n").toString();
  }

  private String busy() {
    if (results.machine() == null) {
      return "";
    }
    List<Cell> busy =
        results.cells().stream()
            .filter(cell -> cell.waitingProcesses() > BUSY * results.machine().cores())
            .toList();
    return busy.isEmpty()
        ? ""
        : "- **The machine was busy** with other work in %d of %d runs: %s. Their figures are upper bounds; tails belong to the scheduler.\n"
            .formatted(
                busy.size(),
                results.cells().size(),
                busy.stream().map(ResultsPage::load).collect(Collectors.joining("; ")));
  }

  private static String load(Cell cell) {
    return String.format(
        Locale.ROOT,
        "%s, %s (load %.1f)",
        name(cell.place()),
        cell.place().link().words(),
        cell.waitingProcesses());
  }

  private static String name(Place place) {
    return place.model() + " " + place.pace();
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
