package org.scissionlite.benchmarks.law;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.scissionlite.benchmarks.law.LawRow.Parts;

/** What was predicted and measured of every case so far. */
final class LawCases {
  private final Map<Key, Case> cases = new LinkedHashMap<>();

  /** What tells cases apart. */
  record Key(
      String model,
      String cut,
      String transferLayer,
      double megabits,
      double roundTripMillis,
      long intervalMillis) {}

  private record Case(
      List<Parts> predicted, List<Double> reference, List<Parts> measured, List<Double> bytes) {
    Case() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private Case of(Key key) {
    return cases.computeIfAbsent(key, missing -> new Case());
  }

  /**
   * Adds a prediction.
   *
   * @param reference total milliseconds by ping + bytes / bandwidth
   */
  void predicted(Key key, Parts parts, double reference) {
    of(key).predicted().add(parts);
    of(key).reference().add(reference);
  }

  /** Adds an answer. */
  void measured(Key key, Parts parts, long payloadBytes) {
    of(key).measured().add(parts);
    of(key).bytes().add((double) payloadBytes);
  }

  List<LawRow> rows() {
    List<LawRow> rows = new ArrayList<>();
    cases.forEach((key, found) -> rows.add(row(key, found)));
    return rows;
  }

  private static LawRow row(Key key, Case found) {
    return new LawRow(
        key.model(),
        key.cut(),
        key.transferLayer(),
        key.megabits(),
        key.roundTripMillis(),
        key.intervalMillis(),
        (long) quantile(found.bytes(), 0.5),
        medians(found.predicted()),
        quantile(found.reference(), 0.5),
        medians(found.measured()),
        quantile(found.measured().stream().map(Parts::total).toList(), 0.95),
        found.measured().stream().map(Parts::total).toList());
  }

  private static Parts medians(List<Parts> parts) {
    return new Parts(
        median(parts, Parts::device),
        median(parts, Parts::transfer),
        median(parts, Parts::edge),
        median(parts, Parts::total));
  }

  private static double median(List<Parts> parts, ToDoubleFunction<Parts> which) {
    return quantile(parts.stream().map(which::applyAsDouble).toList(), 0.5);
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
