package org.scissionlite.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;

/**
 * The file results.json of the program {@code experiment}, as far as the page shows it.
 *
 * @param machine that was measured on; null where nothing was measured
 * @param goals and whether they are held
 * @param rows what was measured beside what is predicted of the same way
 * @param predictions over the grid
 * @param winners the fastest way at each place of the grid
 * @param words how strategies, classes of devices and kinds of ways are called
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ResultsFile(
    MachineLine machine,
    List<Goal> goals,
    List<Row> rows,
    List<Prediction> predictions,
    List<Winner> winners,
    Map<String, String> words) {
  /** The name of the file in the folder of an experiment. */
  static final String NAME = "results.json";

  /** Twenty models on three devices over the grid are 1,800. */
  private static final int MOST_LINES = 20_000;

  ResultsFile {
    goals = List.copyOf(goals);
    rows = List.copyOf(rows);
    predictions = List.copyOf(predictions);
    winners = List.copyOf(winners);
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** The machine of the run. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record MachineLine(String cpu, int cores, String os, String java) {}

  /**
   * A goal.
   *
   * @param held null where it was not measured
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Goal(String words, String found, Boolean held) {}

  /** Where something was measured or predicted. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Place(String model, String device, LinkLine link, long intervalMillis) {}

  /** A link. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record LinkLine(double megabits, double roundTripMillis) {}

  /**
   * What was measured of a strategy.
   *
   * @param predictedMillis null where nothing is predicted of this way
   * @param speedUp null where the device alone was not measured
   * @param accuracy null where it was not measured
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Row(
      Place place,
      String contender,
      String cut,
      String transferLayer,
      Double predictedMillis,
      double medianMillis,
      double p95Millis,
      long bytes,
      Double speedUp,
      Accuracy accuracy,
      double deviceCpuSeconds,
      double edgeCpuSeconds,
      int images) {}

  /**
   * How often slices are right.
   *
   * @param labelled whether classes are known; else it is the agreement with the uncut model
   * @param lostLow null where the interval of what is lost is not known
   * @param lostHigh likewise
   * @param untrainedPercent null where nothing was trained
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Accuracy(
      boolean labelled,
      int images,
      double percent,
      double lowPercent,
      double highPercent,
      double lostPoints,
      Double lostLow,
      Double lostHigh,
      boolean retrained,
      Double untrainedPercent) {}

  /** What is predicted of all strategies at a place. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Prediction(Place place, List<Predicted> contenders) {
    Prediction {
      contenders = List.copyOf(contenders);
    }
  }

  /** What is predicted of a strategy. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Predicted(String contender, String cut, String transferLayer, double millis, long bytes) {}

  /**
   * The fastest way at a place.
   *
   * @param speedUp null where the device alone is not known
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Winner(
      Place place,
      String kind,
      String cut,
      String transferLayer,
      double millis,
      Double speedUp,
      boolean measured) {}

  /** Whether the JSON of a file is meant to be such a file. */
  static boolean isMeant(JsonNode tree) {
    return tree.has("cells") && tree.has("predictions");
  }

  /**
   * Reads it.
   *
   * @throws org.scissionlite.error.ScissionLiteException if it is missing or unreadable
   * @throws UsageException if it is something else, holds nothing, or is beyond all experiments
   */
  static ResultsFile read(Path file) {
    JsonNode tree = Json.read(file, JsonNode.class, "file of results");
    if (isMeant(tree) && !tree.has("rows")) {
      throw new UsageException(
          "%s: of an older version, without 'rows'; write it anew with 'experiment --report -o DIR'"
              .formatted(file));
    }
    ResultsFile results = Json.of(tree, ResultsFile.class, file + ": not a file of results");
    results.check(file);
    return results;
  }

  private void check(Path file) {
    int lines = Math.max(rows.size(), Math.max(predictions.size(), winners.size()));
    if (lines > MOST_LINES || words.size() > MOST_LINES) {
      throw new UsageException(
          "%s: not a file of results: expected at most %,d lines of a kind, got %,d"
              .formatted(file, MOST_LINES, Math.max(lines, words.size())));
    }
    if (rows.isEmpty() && predictions.isEmpty()) {
      throw new UsageException(
          file + ": nothing was measured or predicted yet; let 'experiment' run first");
    }
    Stream<Place> places =
        Stream.concat(rows.stream().map(Row::place), predictions.stream().map(Prediction::place));
    boolean isFine =
        places.allMatch(ResultsFile::isFine)
            && winners.stream().allMatch(each -> isFine(each.place()))
            && numbers().allMatch(value -> Double.isFinite(value) && value >= 0);
    if (!isFine) {
      throw new UsageException(
          file
              + ": not a file of results: expected places with a link and an interval, and finite"
              + " times of at least 0");
    }
  }

  private static boolean isFine(Place place) {
    return place != null
        && place.model() != null
        && place.device() != null
        && place.link() != null
        && place.link().megabits() > 0
        && place.link().roundTripMillis() > 0
        && Double.isFinite(place.link().megabits() + place.link().roundTripMillis())
        && place.intervalMillis() >= 0;
  }

  private DoubleStream numbers() {
    return Stream.of(
            rows.stream()
                .flatMapToDouble(each -> DoubleStream.of(each.medianMillis(), each.p95Millis())),
            predictions.stream()
                .flatMap(each -> each.contenders().stream())
                .mapToDouble(Predicted::millis),
            winners.stream().mapToDouble(Winner::millis))
        .flatMapToDouble(values -> values);
  }
}
