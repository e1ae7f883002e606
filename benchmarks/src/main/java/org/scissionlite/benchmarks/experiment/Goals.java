package org.scissionlite.benchmarks.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.link.Window;

/**
 * The goals of the headline, held against what was measured.
 *
 * @param cells what was measured
 * @param predictions over the grid
 * @param accuracies of the slices
 */
public record Goals(
    List<Cell> cells, List<Prediction> predictions, List<SliceAccuracy> accuracies) {
  /** So many times faster than the best cut without a transfer layer. */
  public static final double OVER_SCISSION = 2.8;

  /** So much of the speed-up that the link and the two machines allow. */
  public static final double OF_LIMIT = 0.95;

  /** At most so many points of accuracy are lost. */
  public static final double MOST_POINTS = 1.0;

  /** At most so many times the time of the best rival. */
  public static final double OVER_BEST_RIVAL = 1.03;

  /** At most so many times what computing and the link take. */
  public static final double OVERHEAD = 1.05;

  /** The paper's best speed-up over the device alone. */
  public static final double PUBLISHED = 16;

  private static final double MILLIS_PER_BYTE = 8e-3;

  public Goals {
    cells = List.copyOf(cells);
    predictions = List.copyOf(predictions);
    accuracies = List.copyOf(accuracies);
  }

  /**
   * A goal.
   *
   * @param words what was to be reached
   * @param found in words
   * @param held null where it was not measured
   */
  public record Goal(String words, String found, Boolean held) {
    /** Held, missed, or not measured. */
    public String verdict() {
      return held == null ? "not measured" : held ? "held" : "missed";
    }
  }

  /** All of them. */
  public List<Goal> all() {
    List<Goal> goals = new ArrayList<>();
    Optional<Cell> headline = cells.stream().filter(Goals::isHeadline).findFirst();
    goals.add(overScission(headline));
    goals.add(points(headline));
    goals.add(ofLimit(headline));
    goals.add(overRivals());
    goals.add(overhead());
    goals.add(published());
    return goals;
  }

  private static boolean isHeadline(Cell cell) {
    return cell.place().model().contains("densenet169")
        && cell.place().device() == DeviceClass.TX2
        && cell.place().link().equals(LinkSetting.HEADLINE)
        && cell.place().intervalMillis() > 0;
  }

  private static Goal overScission(Optional<Cell> headline) {
    String words =
        String.format(
            Locale.ROOT,
            "DenseNet169, TX2 class, 60 Mbit/s, 27.4 ms, 1 s apart: at least %.1f times faster than"
                + " the best cut without a transfer layer",
            OVER_SCISSION);
    Optional<Double> found =
        headline.flatMap(cell -> ratio(cell, Contender.SCISSION, Contender.OURS));
    return new Goal(
        words,
        found.map(value -> String.format(Locale.ROOT, "%.1f times", value)).orElse(""),
        found.map(value -> value >= OVER_SCISSION).orElse(null));
  }

  private Goal points(Optional<Cell> headline) {
    Optional<Double> lost =
        headline
            .flatMap(cell -> cell.of(Contender.OURS))
            .flatMap(each -> lostPoints(headline.get().place().model(), each));
    return new Goal(
        String.format(Locale.ROOT, "there at most %.0f point of accuracy lost", MOST_POINTS),
        lost.map(value -> String.format(Locale.ROOT, "%.2f points", value + 0.0)).orElse(""),
        lost.map(value -> value <= MOST_POINTS).orElse(null));
  }

  /** Points that slices lose; 0 where nothing can be lost. */
  public Optional<Double> lostPoints(String model, Measured measured) {
    return accuracy(model, measured.cut(), measured.transferLayer()).map(SliceAccuracy::lostPoints);
  }

  /** What was measured of the accuracy of slices. */
  public Optional<SliceAccuracy> accuracy(String model, String cut, String transferLayer) {
    return accuracies.stream()
        .filter(
            each ->
                each.model().equals(model)
                    && each.cut().equals(cut)
                    && each.transferLayer().equals(transferLayer))
        .findFirst();
  }

  private static Goal ofLimit(Optional<Cell> headline) {
    Optional<Double> limit = headline.flatMap(Goals::limit);
    Optional<Double> reached =
        headline.flatMap(cell -> ratio(cell, Contender.DEVICE_ALONE, Contender.OURS));
    boolean known = limit.isPresent() && reached.isPresent();
    return new Goal(
        String.format(
            Locale.ROOT,
            "there at least %.2f of the speed-up over the device alone that is possible",
            OF_LIMIT),
        known
            ? String.format(
                Locale.ROOT,
                "%.1f times of %.1f: %.2f",
                reached.get(),
                limit.get(),
                reached.get() / limit.get())
            : "",
        known ? reached.get() / limit.get() >= OF_LIMIT : null);
  }

  /**
   * The speed-up over the device alone if nothing but one round trip and the computing of the
   * chosen cut took time.
   */
  public static Optional<Double> limit(Cell cell) {
    return cell.of(Contender.DEVICE_ALONE)
        .flatMap(
            alone ->
                cell.of(Contender.OURS)
                    .filter(ours -> ours.bytes() > 0)
                    .map(
                        ours ->
                            alone.median()
                                / (cell.place().link().roundTripMillis()
                                    + ours.edge()
                                    + ours.device())));
  }

  /** How many times longer the first takes than the second. */
  public static Optional<Double> ratio(Cell cell, Contender slow, Contender fast) {
    return cell.of(slow).flatMap(one -> cell.of(fast).map(other -> one.median() / other.median()));
  }

  private Goal overRivals() {
    List<Double> ratios = cells.stream().flatMap(cell -> overBestRival(cell).stream()).toList();
    long within = ratios.stream().filter(ratio -> ratio <= OVER_BEST_RIVAL).count();
    double worst = ratios.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return new Goal(
        String.format(
            Locale.ROOT,
            "nowhere more than %.0f %% slower than the best of device alone, full offload and"
                + " Scission",
            100 * (OVER_BEST_RIVAL - 1)),
        ratios.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "in %d of %d measured places; at the worst %+.0f %%",
                within,
                ratios.size(),
                100 * (worst - 1)),
        ratios.isEmpty() ? null : within == ratios.size());
  }

  /** The time of ours as a share of the best rival's. */
  public static Optional<Double> overBestRival(Cell cell) {
    return cell.measured().stream()
        .filter(each -> each.contender().isRival())
        .min(Comparator.comparingDouble(Measured::median))
        .flatMap(rival -> cell.of(Contender.OURS).map(ours -> ours.median() / rival.median()));
  }

  private Goal overhead() {
    List<Double> ratios = new ArrayList<>();
    for (Cell cell : cells) {
      cell.measured().stream()
          .filter(Goals::fitsFirstWindow)
          .forEach(each -> ratios.add(overhead(cell, each)));
    }
    long within = ratios.stream().filter(ratio -> ratio <= OVERHEAD).count();
    return new Goal(
        String.format(
            Locale.ROOT,
            "payloads within one initial window take at most %.2f times computing, one round trip"
                + " and the bytes",
            OVERHEAD),
        ratios.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "in %d of %d; the median is %.2f times, the worst %.2f",
                within,
                ratios.size(),
                Quantile.of(ratios, 0.5),
                Quantile.of(ratios, 1)),
        ratios.isEmpty() ? null : within == ratios.size());
  }

  private static boolean fitsFirstWindow(Measured measured) {
    return measured.bytes() > 0 && measured.bytes() <= Window.DEFAULT_INITIAL_BYTES;
  }

  /** The median latency as a multiple of what the engines, one round trip and the bytes take. */
  public static double overhead(Cell cell, Measured measured) {
    LinkSetting link = cell.place().link();
    double bytes = measured.bytes() * MILLIS_PER_BYTE / link.megabits();
    return measured.median()
        / (measured.device() + link.roundTripMillis() + bytes + measured.edge());
  }

  private Goal published() {
    List<Double> speedUps = predictions.stream().flatMap(each -> speedUp(each).stream()).toList();
    long fast = speedUps.stream().filter(value -> value >= PUBLISHED).count();
    return new Goal(
        String.format(
            Locale.ROOT,
            "over the grid: how often at least %.0f times the device alone",
            PUBLISHED),
        speedUps.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "predicted at %d of %d places; the largest is %.1f times",
                fast,
                speedUps.size(),
                Quantile.of(speedUps, 1)),
        speedUps.isEmpty() ? null : fast > 0);
  }

  private static Optional<Double> speedUp(Prediction prediction) {
    return prediction
        .of(Contender.DEVICE_ALONE)
        .flatMap(
            alone -> prediction.of(Contender.OURS).map(ours -> alone.millis() / ours.millis()));
  }
}
