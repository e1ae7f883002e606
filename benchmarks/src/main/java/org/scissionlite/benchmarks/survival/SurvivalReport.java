package org.scissionlite.benchmarks.survival;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.scissionlite.benchmarks.survival.AnswerLog.By;
import org.scissionlite.chart.LatencyOverTimeChart;
import org.scissionlite.model.Tensor;

/**
 * What became of the images.
 *
 * @param lost without an answer, or with an error
 * @param repeated with two answers
 * @param wrong whose answer is neither the slices' nor the whole model's, as it should be
 * @param late more than a tenth of the deadline after it
 * @param unmet kinds of faults of which the device should have told, and did not
 * @param newVersions how often a device took over a new version of its bundle
 * @param answeredBy how many answers each gave
 * @param answers all, in the order of time
 * @param faults what went wrong, in the order of time
 */
record SurvivalReport(
    long seed,
    int images,
    double deadlineMillis,
    List<Integer> lost,
    List<Integer> repeated,
    List<Integer> wrong,
    List<Integer> late,
    List<Fault.Kind> unmet,
    long newVersions,
    Map<By, Integer> answeredBy,
    double medianMillis,
    double p99Millis,
    double mostMillis,
    List<Shown> answers,
    List<ShownFault> faults) {
  private static final double LATE = 1.1;
  private static final double NEAR = 1e-5;

  /**
   * An answer.
   *
   * @param atSeconds since the first
   */
  record Shown(int image, double atSeconds, double millis, By by) {}

  /** A fault, in seconds since the first answer. */
  record ShownFault(Fault.Kind kind, double fromSeconds, double toSeconds) {}

  /** Holds the answers against those that the models give. */
  static SurvivalReport of(
      SurvivalPlan plan,
      SurvivalModel model,
      List<AnswerLog.Entry> entries,
      List<Fault> faults,
      List<String> news) {
    Expected expected = new Expected(model.sliceAnswers(), model.wholeAnswers());
    List<AnswerLog.Entry> given =
        entries.stream()
            .filter(entry -> entry.by() != By.ERROR)
            .sorted(Comparator.comparing(AnswerLog.Entry::atMillis))
            .toList();
    double[] millis = given.stream().mapToDouble(SurvivalReport::millis).sorted().toArray();
    long start = given.isEmpty() ? 0 : given.get(0).atMillis();
    return new SurvivalReport(
        plan.seed(),
        plan.images(),
        plan.deadline().toMillis(),
        AnswerLog.missing(given, plan.images()),
        repeated(entries),
        images(given.stream().filter(expected::isWrong).toList()),
        images(
            given.stream()
                .filter(entry -> millis(entry) > LATE * plan.deadline().toMillis())
                .toList()),
        unmet(faults, news),
        news.stream().filter(line -> line.startsWith(News.CHANGE)).count(),
        counts(given),
        quantile(millis, 0.5),
        quantile(millis, 0.99),
        quantile(millis, 1),
        given.stream()
            .map(
                entry ->
                    new Shown(
                        entry.image(), (entry.atMillis() - start) / 1e3, millis(entry), entry.by()))
            .toList(),
        faults.stream()
            .map(
                fault ->
                    new ShownFault(
                        fault.kind(),
                        (fault.fromMillis() - start) / 1e3,
                        (fault.toMillis() - start) / 1e3))
            .toList());
  }

  private static List<Fault.Kind> unmet(List<Fault> faults, List<String> news) {
    return faults.stream()
        .map(Fault::kind)
        .distinct()
        .filter(kind -> news.stream().noneMatch(line -> line.contains(kind.sign())))
        .filter(kind -> !kind.sign().isEmpty())
        .toList();
  }

  private record Expected(List<Tensor> slices, List<Tensor> whole) {
    boolean isWrong(AnswerLog.Entry entry) {
      int picture = entry.image() % SurvivalModel.PICTURES;
      Tensor right = (entry.by() == By.WHOLE_MODEL ? whole : slices).get(picture);
      FloatBuffer values = right.floats();
      boolean near = entry.values().size() == values.remaining();
      for (int i = 0; near && i < entry.values().size(); i++) {
        near = Math.abs(entry.values().get(i) - values.get(i)) <= NEAR * right.maxAbs();
      }
      return !near;
    }
  }

  private static double millis(AnswerLog.Entry entry) {
    return entry.latencyNanos() / 1e6;
  }

  private static List<Integer> images(List<AnswerLog.Entry> entries) {
    return entries.stream().map(AnswerLog.Entry::image).toList();
  }

  private static List<Integer> repeated(List<AnswerLog.Entry> entries) {
    Set<Integer> once = new HashSet<>();
    return entries.stream().map(AnswerLog.Entry::image).filter(each -> !once.add(each)).toList();
  }

  private static Map<By, Integer> counts(List<AnswerLog.Entry> given) {
    Map<By, Integer> counts = new TreeMap<>();
    given.forEach(entry -> counts.merge(entry.by(), 1, Integer::sum));
    return counts;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** Whether every image has one answer, the right one, in time, whatever the device met. */
  boolean holds() {
    return lost.isEmpty()
        && repeated.isEmpty()
        && wrong.isEmpty()
        && late.isEmpty()
        && unmet.isEmpty();
  }

  /** A few lines for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d images, seed %d: %d lost, %d answered twice, %d wrong, %d later than %.0f ms%n",
            images,
            seed,
            lost.size(),
            repeated.size(),
            wrong.size(),
            late.size(),
            LATE * deadlineMillis));
    text.append(
        String.format(
            Locale.ROOT,
            "latency: median %.1f ms, 99 %% %.1f ms, most %.1f ms; deadline %.0f ms%n",
            medianMillis,
            p99Millis,
            mostMillis,
            deadlineMillis));
    answeredBy.forEach(
        (by, count) ->
            text.append(String.format(Locale.ROOT, "answered by %s: %,d%n", by.words(), count)));
    text.append(String.format(Locale.ROOT, "new versions taken over: %d%n", newVersions));
    Arrays.stream(Fault.Kind.values()).forEach(kind -> faultLine(text, kind));
    return text.toString();
  }

  private void faultLine(StringBuilder text, Fault.Kind kind) {
    List<ShownFault> those = faults.stream().filter(fault -> fault.kind() == kind).toList();
    double seconds =
        those.stream().mapToDouble(fault -> fault.toSeconds() - fault.fromSeconds()).sum();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d times, %.1f s in all%s%n",
            kind.words(),
            those.size(),
            seconds,
            unmet.contains(kind) ? ", and the device told nothing of it" : ""));
  }

  /** The latency of all answers over the time, with the faults shaded. */
  LatencyOverTimeChart chart() {
    List<LatencyOverTimeChart.Series> series = new ArrayList<>();
    for (By by : answeredBy.keySet()) {
      series.add(
          new LatencyOverTimeChart.Series(
              by.words(),
              answers.stream()
                  .filter(answer -> answer.by() == by)
                  .map(each -> new LatencyOverTimeChart.Point(each.atSeconds(), each.millis()))
                  .toList()));
    }
    return new LatencyOverTimeChart(
        String.format(
            Locale.ROOT,
            "%,d images: %d lost, %d wrong, %d late",
            images,
            lost.size(),
            wrong.size(),
            late.size()),
        "MobileNetV2 cut in the middle, an image every 50 ms; faults shaded",
        series,
        faults.stream()
            .map(
                fault ->
                    new LatencyOverTimeChart.Span(
                        fault.kind().words(), fault.fromSeconds(), fault.toSeconds()))
            .toList(),
        deadlineMillis);
  }
}
