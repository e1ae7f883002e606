package org.scissionlite.benchmarks.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final long HEADLINE_MILLIS = 1_000;

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
    /** Yes, no, or not measured. */
    public String verdict() {
      return held == null ? "not measured" : held ? "yes" : "no";
    }
  }

  /** All of them. */
  public List<Goal> all() {
    List<Goal> goals = new ArrayList<>();
    Optional<Cell> headline = headline();
    goals.add(overScission(headline));
    goals.add(points(headline));
    goals.add(ofLimit(headline));
    goals.add(overRivals());
    goals.add(overhead());
    goals.add(published());
    return goals;
  }

  /** Where the paper's example was measured; rather of a model whose answers mean something. */
  public Optional<Cell> headline() {
    return cells.stream()
        .filter(Goals::isHeadline)
        .min(Comparator.comparing(cell -> oursAccuracy(cell).isEmpty()));
  }

  private Optional<SliceAccuracy> oursAccuracy(Cell cell) {
    return cell.of(Contender.OURS)
        .flatMap(ours -> accuracy(cell.place().model(), ours))
        .filter(SliceAccuracy::labelled);
  }

  private static boolean isHeadline(Cell cell) {
    return cell.place().model().contains("densenet169")
        && cell.place().device() == DeviceClass.TX2
        && cell.place().link().equals(LinkSetting.HEADLINE)
        && cell.place().intervalMillis() == HEADLINE_MILLIS;
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
    Optional<SliceAccuracy> found = headline.flatMap(this::oursAccuracy);
    return new Goal(
        String.format(Locale.ROOT, "there at most %.0f point of accuracy lost", MOST_POINTS),
        found.map(Goals::lostInWords).orElse(""),
        found.map(each -> each.lostPoints() <= MOST_POINTS).orElse(null));
  }

  private static String lostInWords(SliceAccuracy found) {
    return String.format(
        Locale.ROOT,
        "%.2f points%s, on %d images",
        found.lostPoints() + 0.0,
        found
            .loss()
            .map(
                loss ->
                    String.format(
                        Locale.ROOT,
                        " (95 %% interval %.2f to %.2f)",
                        100 * loss.low() + 0.0,
                        100 * loss.high() + 0.0))
            .orElse(""),
        found.images());
  }

  /**
   * What was measured of the accuracy of slices; of the published transfer layer rather of the
   * trained one.
   */
  public Optional<SliceAccuracy> accuracy(String model, Measured measured) {
    Optional<SliceAccuracy> trained =
        measured.contender() == Contender.SCISSION_TL
            ? accuracy(model, measured, true)
            : Optional.empty();
    return trained.or(() -> accuracy(model, measured, false));
  }

  /**
   * The same of slices that were trained at their cut, or that were not.
   *
   * @param retrained which of them
   */
  public Optional<SliceAccuracy> accuracy(String model, Measured measured, boolean retrained) {
    return accuracies.stream()
        .filter(
            each ->
                each.model().equals(model)
                    && each.cut().equals(measured.cut())
                    && each.transferLayer().equals(measured.transferLayer())
                    && each.retrained() == retrained)
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
                "%.1f times of %.1f: %.3f",
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
    List<Double> all = overheads(contender -> true);
    List<Double> ours = overheads(Contender::isOurs);
    String found =
        Stream.of(within("", all), within("of ours ", ours))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return new Goal(
        String.format(
            Locale.ROOT,
            "payloads within one initial window take at most %.2f times computing, one round trip"
                + " and the bytes",
            OVERHEAD),
        found,
        all.isEmpty() ? null : all.stream().allMatch(ratio -> ratio <= OVERHEAD));
  }

  private List<Double> overheads(Predicate<Contender> which) {
    return cells.stream()
        .flatMap(
            cell ->
                cell.measured().stream()
                    .filter(each -> which.test(each.contender()) && fitsFirstWindow(each))
                    .map(each -> overhead(cell, each)))
        .toList();
  }

  private static String within(String whose, List<Double> overheads) {
    return overheads.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%sin %d of %d; the median is %.2f times, the worst %.2f",
            whose,
            overheads.stream().filter(ratio -> ratio <= OVERHEAD).count(),
            overheads.size(),
            Quantile.of(overheads, 0.5),
            Quantile.of(overheads, 1));
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
    List<Double> predicted = predictions.stream().flatMap(each -> speedUp(each).stream()).toList();
    List<Double> measured =
        cells.stream()
            .flatMap(cell -> ratio(cell, Contender.DEVICE_ALONE, Contender.OURS).stream())
            .toList();
    String found =
        Stream.of(often("measured", measured), often("predicted", predicted))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return new Goal(
        String.format(
            Locale.ROOT, "somewhere on the grid at least %.0f times the device alone", PUBLISHED),
        found,
        measured.isEmpty() ? null : measured.stream().anyMatch(value -> value >= PUBLISHED));
  }

  private static String often(String how, List<Double> speedUps) {
    long fast = speedUps.stream().filter(value -> value >= PUBLISHED).count();
    return speedUps.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%s at %d of %d places, the largest is %.1f times",
            how,
            fast,
            speedUps.size(),
            Quantile.of(speedUps, 1));
  }

  private static Optional<Double> speedUp(Prediction prediction) {
    return prediction
        .of(Contender.DEVICE_ALONE)
        .flatMap(
            alone -> prediction.of(Contender.OURS).map(ours -> alone.millis() / ours.millis()));
  }
}
