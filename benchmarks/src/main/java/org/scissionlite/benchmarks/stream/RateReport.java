package org.scissionlite.benchmarks.stream;

import java.util.List;
import java.util.stream.Collectors;

/** All scenarios over all links. */
record RateReport(List<RateRow> rows) {
  /** The law: a stream reaches this share of what its slowest stage allows. */
  static final double LEAST_SHARE = 0.8;

  private static final String HEAD =
      """
      | scenario | link | bytes | read ms | device ms | link ms | edge ms | single image ms | 1 / slowest stage | images a second | reached |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  RateReport {
    rows = List.copyOf(rows);
  }

  boolean holds() {
    return rows.stream().allMatch(row -> row.share() >= LEAST_SHARE);
  }

  String text() {
    return rows.stream().map(row -> row.text() + "\n").collect(Collectors.joining("", HEAD, ""));
  }
}
