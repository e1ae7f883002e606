package org.scissionlite.benchmarks.experiment.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.Quantile;
import org.scissionlite.plan.question.Accuracies;

/**
 * Where the choice is not the fastest, where cutting does not pay, and what its time goes to: as
 * far as the figures tell, in Markdown.
 *
 * @param results of which
 */
record Losses(Results results) {
  private static final double MILLIS_PER_BYTE = 8e-3;

  String text() {
    StringBuilder text = new StringBuilder();
    List<Cell> slower =
        results.cells().stream().filter(cell -> Goals.overBestRival(cell).orElse(0.0) > 1).toList();
    if (results.cells().isEmpty()) {
      text.append("Nothing was measured yet.\n");
    } else if (slower.isEmpty()) {
      text.append(
          "At no measured place was another way that loses nothing faster than the one that was"
              + " chosen.\n");
    }
    slower.forEach(cell -> text.append(slower(cell)));
    results.cells().forEach(cell -> text.append(published(cell)));
    results.predictedGroups().forEach(group -> text.append(uncut(group)));
    return text.append('\n').append(leftOver()).toString();
  }

  private String slower(Cell cell) {
    Measured ours = cell.of(Contender.OURS).orElseThrow();
    Measured rival =
        cell.measured().stream()
            .filter(each -> each.contender().isRival())
            .min(Comparator.comparingDouble(Measured::median))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "- %s, %s: **%s is faster**, %.1f ms against ours' %.1f (%+.0f %%)%s. %s %s%n",
        cell.place().model(),
        cell.place().words(),
        rival.contender().words(),
        rival.median(),
        ours.median(),
        100 * (ours.median() / rival.median() - 1),
        lost(cell, rival).map(", and "::concat).orElse(""),
        error(cell, rival),
        error(cell, ours));
  }

  /** Which part of a way took longer or shorter than predicted. */
  private static String error(Cell cell, Measured measured) {
    Optional<Predicted> same =
        cell.predictedOf(measured.contender())
            .filter(each -> each.cut().equals(measured.cut()))
            .filter(each -> each.transferLayer().equals(measured.transferLayer()));
    return same.map(each -> error(each, measured))
        .orElse("Nothing was predicted of %s.".formatted(measured.contender().words()));
  }

  private static String error(Predicted predicted, Measured measured) {
    Map<String, Double> errors = new LinkedHashMap<>();
    double device = measured.device() + middle(measured, Measured.Image::encodeMillis);
    errors.put("the device", device - predicted.deviceMillis());
    errors.put(
        "the network",
        middle(measured, Measured.Image::transferMillis) - predicted.transferMillis());
    errors.put("the edge", measured.edge() - predicted.edgeMillis());
    Map.Entry<String, Double> most =
        errors.entrySet().stream()
            .max(Comparator.comparingDouble(each -> Math.abs(each.getValue())))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "Of %s %.1f ms were predicted; what it misses most is %s (%+.1f ms).",
        measured.contender().words(),
        predicted.millis(),
        most.getKey(),
        most.getValue());
  }

  private static double middle(Measured measured, ToDoubleFunction<Measured.Image> part) {
    return Quantile.of(measured.images().stream().map(part::applyAsDouble).toList(), 0.5);
  }

  /** Where the published transfer layer is faster than ours, and what it loses. */
  private String published(Cell cell) {
    Optional<Measured> other = cell.of(Contender.SCISSION_TL);
    boolean isFaster =
        Goals.ratio(cell, Contender.OURS, Contender.SCISSION_TL)
            .map(each -> each > 1)
            .orElse(false);
    if (!isFaster) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "- %s, %s: ScissionTL is faster, %.1f ms against %.1f; %s.%n",
        cell.place().model(),
        cell.place().words(),
        other.orElseThrow().median(),
        cell.of(Contender.OURS).orElseThrow().median(),
        lost(cell, other.orElseThrow()).orElse("what it loses was not measured"));
  }

  /** What slices lose, where they are not the uncut model's. */
  private Optional<String> lost(Cell cell, Measured measured) {
    return results
        .judged()
        .accuracy(cell.place().model(), measured)
        .filter(each -> !Accuracies.isLossless(measured.transferLayer()))
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "it loses %.1f points%s",
                    each.lostPoints() + 0.0,
                    each.retrained() ? " after its training" : ""));
  }

  /** What of the time of ours neither the engines nor the link need. */
  private String leftOver() {
    String rows = results.cells().stream().map(Losses::parts).collect(Collectors.joining());
    return rows.isEmpty()
        ? ""
        : "What the time of ours goes to, in ms (medians of parts do not add up exactly). Nobody can"
            + " save the first four; packing is from the engine to the message, waiting is what the"
            + " network takes beyond round trip and bytes: TCP's window, processes that wake.\n\n"
            + "| model | where | all | round trip | bytes at the full rate | device's engine | edge |"
            + " packing | waiting |\n|---|---|---|---|---|---|---|---|---|\n"
            + rows
            + "\n";
  }

  private static String parts(Cell cell) {
    return cell.of(Contender.OURS)
        .filter(each -> each.bytes() > 0)
        .map(each -> parts(cell, each))
        .orElse("");
  }

  private static String parts(Cell cell, Measured ours) {
    double roundTrip = cell.place().link().roundTripMillis();
    double bytes = ours.bytes() * MILLIS_PER_BYTE / cell.place().link().megabits();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        cell.place().model(),
        cell.place().words(),
        ours.median(),
        roundTrip,
        bytes,
        ours.device(),
        ours.edge(),
        middle(ours, Measured.Image::encodeMillis),
        middle(ours, Measured.Image::transferMillis) - roundTrip - bytes);
  }

  /** Where cutting does not pay. */
  private String uncut(Place group) {
    Map<Winner.Kind, Long> kinds =
        results.winners().stream()
            .filter(each -> each.place().isAlike(group))
            .collect(
                Collectors.groupingBy(
                    Winner::kind, () -> new EnumMap<>(Winner.Kind.class), Collectors.counting()));
    long all = kinds.values().stream().mapToLong(Long::longValue).sum();
    long cut =
        kinds.getOrDefault(Winner.Kind.CUT, 0L) + kinds.getOrDefault(Winner.Kind.CUT_WITH_TL, 0L);
    return cut == all
        ? ""
        : "- %s, %s, %s: at %d of %d links a cut is not the fastest; there it is %s.\n"
            .formatted(
                group.model(),
                group.device().words(),
                group.pace(),
                all - cut,
                all,
                kinds.entrySet().stream()
                    .filter(each -> each.getKey().compareTo(Winner.Kind.CUT) < 0)
                    .map(each -> "%s (%d)".formatted(each.getKey().words(), each.getValue()))
                    .collect(Collectors.joining(", ")));
  }
}
