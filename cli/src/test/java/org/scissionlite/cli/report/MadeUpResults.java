package org.scissionlite.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.scissionlite.cli.report.ResultsFile.Accuracy;
import org.scissionlite.cli.report.ResultsFile.Goal;
import org.scissionlite.cli.report.ResultsFile.LinkLine;
import org.scissionlite.cli.report.ResultsFile.MachineLine;
import org.scissionlite.cli.report.ResultsFile.Place;
import org.scissionlite.cli.report.ResultsFile.Predicted;
import org.scissionlite.cli.report.ResultsFile.Prediction;
import org.scissionlite.cli.report.ResultsFile.Row;
import org.scissionlite.cli.report.ResultsFile.Winner;

/**
 * Results with made-up figures: every second place is measured.
 *
 * @param names of two models, a cut and a layer
 */
record MadeUpResults(List<String> names, Random random) {
  static final List<String> STRATEGIES =
      List.of("DEVICE_ALONE", "EDGE_PIXELS", "EDGE_JPEG", "SCISSION", "SCISSION_TL", "OURS");
  static final List<Double> BANDWIDTHS = List.of(1.0, 5.0, 60.0);
  static final List<Double> ROUND_TRIPS = List.of(5.0, 27.4);

  static ResultsFile of(List<String> names) {
    return new MadeUpResults(names, new Random(15)).results();
  }

  private ResultsFile results() {
    List<Row> rows = new ArrayList<>();
    List<Prediction> predictions = new ArrayList<>();
    List<Winner> winners = new ArrayList<>();
    for (Place place : places()) {
      boolean measured = predictions.size() % 2 == 1;
      Prediction prediction =
          new Prediction(place, STRATEGIES.stream().map(this::predicted).toList());
      predictions.add(prediction);
      if (measured) {
        prediction.contenders().forEach(each -> rows.add(row(place, each)));
      }
      winners.add(
          new Winner(
              place,
              measured ? "CUT_WITH_TL" : "PICTURE",
              names.get(2),
              names.get(3),
              10 + 90 * random.nextDouble(),
              measured ? 9.4 : null,
              measured));
    }
    Goal goal = new Goal("a goal on " + names.get(0), "5.0 times", true);
    return new ResultsFile(
        new MachineLine("a processor", 2, "an OS", "17"),
        List.of(goal, new Goal("another", "", null)),
        rows,
        predictions,
        winners,
        words());
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (String model : names.subList(0, 2)) {
      for (double bandwidth : BANDWIDTHS) {
        for (double roundTrip : ROUND_TRIPS) {
          for (long interval : List.of(0L, 1_000L)) {
            places.add(new Place(model, "TX2", new LinkLine(bandwidth, roundTrip), interval));
          }
        }
      }
    }
    return places;
  }

  private Predicted predicted(String strategy) {
    boolean alone = strategy.equals("DEVICE_ALONE");
    return new Predicted(
        strategy,
        alone ? "-" : names.get(2),
        alone ? "-" : names.get(3),
        30 + 900 * random.nextDouble(),
        alone ? 0 : random.nextInt(200_000));
  }

  private Row row(Place place, Predicted predicted) {
    double median = predicted.millis() * (0.9 + 0.3 * random.nextDouble());
    double percent = 80 + 15 * random.nextDouble();
    boolean trained = predicted.contender().equals("SCISSION_TL");
    return new Row(
        place,
        predicted.contender(),
        predicted.cut(),
        predicted.transferLayer(),
        predicted.contender().equals("SCISSION") ? null : predicted.millis(),
        median,
        1.1 * median,
        predicted.bytes(),
        900 / median,
        new Accuracy(
            true,
            268,
            percent,
            percent - 5,
            percent + 4,
            0.4,
            -0.5,
            1.3,
            trained,
            trained ? 71.0 : null),
        0.123,
        0.045,
        24);
  }

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    STRATEGIES.forEach(each -> words.put(each, each.toLowerCase(Locale.ROOT) + " in words"));
    words.put("TX2", "Jetson TX2 CPU");
    words.put("CUT_WITH_TL", "cut with our TL");
    words.put("PICTURE", "picture as pixels, JPEG or WebP");
    return words;
  }
}
