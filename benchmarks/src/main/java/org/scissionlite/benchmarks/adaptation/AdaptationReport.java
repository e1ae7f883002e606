package org.scissionlite.benchmarks.adaptation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.scissionlite.chart.LatencyOverTimeChart;
import org.scissionlite.chart.RateOverTimeChart;

/**
 * What became of the images of every policy.
 *
 * @param phases of the link
 * @param seconds in all
 * @param runs the one that adapts first
 */
record AdaptationReport(List<Phase> phases, double seconds, List<PolicyRun> runs) {
  /** The law: this share of the oracle's answers in time. */
  static final double LEAST_OF_ORACLE = 0.9;

  /** The law: this share of the answers in time of the best policy that never changes. */
  static final double LEAST_OF_BEST = 0.95;

  private static final int MOST_SCENARIOS = 4;

  AdaptationReport {
    phases = List.copyOf(phases);
    runs = List.copyOf(runs);
  }

  private PolicyRun adaptive() {
    return runs.get(0);
  }

  private List<PolicyRun> fixed() {
    return runs.subList(1, runs.size());
  }

  private double end(int phase) {
    return phase + 1 < phases.size() ? phases.get(phase + 1).fromSeconds() : seconds;
  }

  /** The fixed policy that answers the most images of a phase in time: what an oracle takes. */
  private PolicyRun best(int phase) {
    return fixed().stream().max(Comparator.comparingLong(run -> inTime(run, phase))).orElseThrow();
  }

  private long inTime(PolicyRun run, int phase) {
    return run.inTime(phases.get(phase).fromSeconds(), end(phase));
  }

  /** Images that one who knows the link beforehand answers in time. */
  private long oracle() {
    long sum = 0;
    for (int phase = 0; phase < phases.size(); phase++) {
      sum += inTime(best(phase), phase);
    }
    return sum;
  }

  private long all(PolicyRun run) {
    return run.inTime(0, seconds);
  }

  boolean holds() {
    long best = fixed().stream().mapToLong(this::all).max().orElseThrow();
    return all(adaptive()) >= LEAST_OF_ORACLE * oracle() && all(adaptive()) >= LEAST_OF_BEST * best;
  }

  /** A table for people, and the decisions. */
  String text() {
    StringBuilder text = new StringBuilder("| images in time |");
    phases.forEach(phase -> text.append(' ').append(phase.words()).append(" |"));
    text.append(" all |\n|---|").append("---|".repeat(phases.size() + 1)).append('\n');
    runs.forEach(run -> row(text, run));
    text.append("| oracle |");
    for (int phase = 0; phase < phases.size(); phase++) {
      text.append(String.format(Locale.ROOT, " %d |", inTime(best(phase), phase)));
    }
    text.append(String.format(Locale.ROOT, " %d |%n", oracle()));
    adaptive().decisions().forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }

  private void row(StringBuilder text, PolicyRun run) {
    text.append("| ").append(run.policy()).append(" |");
    for (int phase = 0; phase < phases.size(); phase++) {
      text.append(String.format(Locale.ROOT, " %d |", inTime(run, phase)));
    }
    text.append(String.format(Locale.ROOT, " %d |%n", all(run)));
  }

  /** Images in time a second, of each policy and of the oracle. */
  RateOverTimeChart rates() {
    List<RateOverTimeChart.Line> lines = new ArrayList<>();
    lines.add(line(adaptive().policy(), second -> adaptive()));
    lines.add(line("oracle", second -> best(phaseAt(second))));
    fixed().forEach(run -> lines.add(line(run.policy(), second -> run)));
    return new RateOverTimeChart(
        "Images answered in time while the link changes",
        subtitle(),
        lines,
        phases.stream()
            .map(each -> new RateOverTimeChart.Change(each.fromSeconds(), each.words()))
            .toList());
  }

  private interface RunAt {
    PolicyRun run(double second);
  }

  private RateOverTimeChart.Line line(String name, RunAt which) {
    List<RateOverTimeChart.Point> points =
        DoubleStream.iterate(0, second -> second < seconds - 0.5, second -> second + 1)
            .mapToObj(
                second ->
                    new RateOverTimeChart.Point(
                        second + 0.5, which.run(second).inTime(second, second + 1)))
            .toList();
    return new RateOverTimeChart.Line(name, points);
  }

  private int phaseAt(double second) {
    int phase = 0;
    while (phase + 1 < phases.size() && phases.get(phase + 1).fromSeconds() <= second + 0.5) {
      phase++;
    }
    return phase;
  }

  private static String subtitle() {
    return String.format(
        Locale.ROOT,
        "an image every %d ms, due in %d ms, MobileNetV1 on a device emulated as 16 times slower",
        AdaptationDevice.INTERVAL.toMillis(),
        AdaptationDevice.DEADLINE.toMillis());
  }

  /** The latency of each answer of the policy that adapts, by the scenario that gave it. */
  LatencyOverTimeChart choices() {
    List<LatencyOverTimeChart.Series> series =
        adaptive().images().stream()
            .map(PolicyRun.Image::scenario)
            .filter(scenario -> !scenario.isEmpty())
            .distinct()
            .limit(MOST_SCENARIOS)
            .map(this::answers)
            .toList();
    List<LatencyOverTimeChart.Span> spans = new ArrayList<>();
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      if (!phase.words().equals(phases.get(0).words())) {
        spans.add(new LatencyOverTimeChart.Span(phase.words(), phase.fromSeconds(), end(i)));
      }
    }
    return new LatencyOverTimeChart(
        "Which scenario answers while the link changes",
        subtitle(),
        series,
        spans,
        AdaptationDevice.DEADLINE.toMillis());
  }

  private LatencyOverTimeChart.Series answers(String scenario) {
    return new LatencyOverTimeChart.Series(
        scenario,
        adaptive().images().stream()
            .filter(each -> each.scenario().equals(scenario))
            .map(each -> new LatencyOverTimeChart.Point(each.second(), each.millis()))
            .toList());
  }
}
