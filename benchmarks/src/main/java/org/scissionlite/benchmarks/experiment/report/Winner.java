package org.scissionlite.benchmarks.experiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.Prediction;

/**
 * The fastest way at a place of the grid, of those that lose at most a point: of what was measured
 * there, where it was, else as predicted.
 *
 * @param place where
 * @param kind of way
 * @param cut after which layer; "-" where the device answers alone
 * @param transferLayer its spec; "-" where nothing is sent
 * @param millis the median, or what is predicted
 * @param speedUp against the device alone; null where that is not known
 * @param measured whether it was measured
 */
public record Winner(
    Place place,
    Kind kind,
    String cut,
    String transferLayer,
    double millis,
    Double speedUp,
    boolean measured) {

  /** What a way is like. */
  public enum Kind {
    /** Nothing is sent. */
    DEVICE_ALONE("device alone"),
    /** The picture is sent as usual. */
    PICTURE("picture as pixels, JPEG or WebP"),
    /** The picture is sent through a transfer layer that was fitted to it. */
    OUR_PICTURE("picture through our TL"),
    /** The model is cut, and what crosses is sent as it is. */
    CUT("cut without a TL"),
    /** The model is cut, with a transfer layer there. */
    CUT_WITH_TL("cut with our TL");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As legends call it. */
    public String words() {
      return words;
    }

    static Kind of(String cut, String transferLayer) {
      if (cut.equals("-")) {
        return DEVICE_ALONE;
      }
      if (cut.equals("input")) {
        return transferLayer.matches("(none|pixels|jpeg|webp).*") ? PICTURE : OUR_PICTURE;
      }
      return transferLayer.equals("none") ? CUT : CUT_WITH_TL;
    }
  }

  /** One for each place of the grid at which anything is known. */
  static List<Winner> of(Goals judged) {
    List<Winner> winners = new ArrayList<>();
    for (Prediction prediction : judged.predictions()) {
      measured(judged, prediction.place()).or(() -> predicted(prediction)).ifPresent(winners::add);
    }
    return winners;
  }

  private static Optional<Winner> predicted(Prediction prediction) {
    Optional<Predicted> alone = prediction.of(Contender.DEVICE_ALONE);
    return prediction
        .of(Contender.OURS)
        .map(
            best ->
                new Winner(
                    prediction.place(),
                    Kind.of(best.cut(), best.transferLayer()),
                    best.cut(),
                    best.transferLayer(),
                    best.millis(),
                    alone.map(each -> each.millis() / best.millis()).orElse(null),
                    false));
  }

  private static Optional<Winner> measured(Goals judged, Place place) {
    Optional<Cell> found =
        judged.cells().stream().filter(cell -> cell.place().equals(place)).findFirst();
    return found.flatMap(
        cell ->
            cell.measured().stream()
                .filter(each -> losesLittle(judged, place, each))
                .min(Comparator.comparingDouble(Measured::median))
                .map(best -> measured(cell, best)));
  }

  private static Winner measured(Cell cell, Measured best) {
    return new Winner(
        cell.place(),
        Kind.of(best.cut(), best.transferLayer()),
        best.cut(),
        best.transferLayer(),
        best.median(),
        cell.of(Contender.DEVICE_ALONE).map(alone -> alone.median() / best.median()).orElse(null),
        true);
  }

  /** What a search has confirmed, and what lost at most a point on images of the test. */
  private static boolean losesLittle(Goals judged, Place place, Measured measured) {
    return switch (measured.contender()) {
      case DEVICE_ALONE, EDGE_PIXELS, SCISSION, OURS, OURS_DEEP -> true;
      default ->
          judged
              .accuracy(place.model(), measured)
              .filter(each -> each.lostPoints() <= Goals.MOST_POINTS)
              .isPresent();
    };
  }
}
