package org.scissionlite.cli.optimise;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.cli.optimise.OptimiseReport.CutLine;
import org.scissionlite.cli.optimise.OptimiseReport.Way;
import org.scissionlite.cli.terminal.ShellWords;
import org.scissionlite.cli.terminal.TextTable;

/**
 * What was found, for a person.
 *
 * @param bundle that was written
 */
record OptimiseText(OptimiseReport report, Path bundle) {
  private static final int UNTESTED = 100;

  @Override
  public String toString() {
    return "%s%n%n%s%n%s%s%s%n%s"
        .formatted(report.verdict(), ways(), cuts(), check(), notes(), next());
  }

  private TextTable ways() {
    TextTable table =
        new TextTable(
            "way to run it",
            "latency ms",
            "95 % ms",
            "bytes",
            "drop",
            "at most",
            "in the bundle as");
    for (Way way : report.candidates()) {
      if (way.onFront() || way.equals(report.best())) {
        table.row(
            (way.equals(report.best()) ? "* " : "  ") + way.words(),
            millis(way.millis()),
            millis(way.tailMillis()),
            "%,d".formatted(way.bytes()),
            points(way.dropPoints()),
            way.atMostDropPoints() < UNTESTED ? points(way.atMostDropPoints()) : "-",
            way.scenario() == null ? whereElse(way) : way.scenario());
      }
    }
    return table;
  }

  private static String whereElse(Way way) {
    return way.cut().equals("-") ? "the whole model" : "-";
  }

  private String cuts() {
    List<CutLine> closed = report.cuts().stream().filter(line -> !line.opened()).toList();
    return opened() + (closed.isEmpty() ? "" : closed(closed));
  }

  private String opened() {
    TextTable table = new TextTable("cut that was opened", "at least ms", "wins with", "outcome");
    List<CutLine> opened = report.cuts().stream().filter(CutLine::opened).toList();
    for (CutLine line : opened) {
      table.row(
          line.cut(),
          millis(line.boundMillis()),
          line.mostBytes() == null ? "-" : "%,d".formatted(line.mostBytes()),
          line.decision().replace('-', ' ')
              + (line.why().isEmpty() ? "" : " (" + line.why() + ")"));
    }
    return opened.isEmpty() ? "" : table + "\n";
  }

  /** How many cuts were not opened, by what was decided of them. */
  private static String closed(List<CutLine> closed) {
    Map<String, Long> counts =
        closed.stream()
            .collect(groupingBy(CutLine::decision, LinkedHashMap::new, Collectors.counting()));
    return "%d cuts were not opened: %s%n"
        .formatted(
            closed.size(),
            counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().replace('-', ' '))
                .collect(joining(", ")));
  }

  private String check() {
    OptimiseReport.Check check = report.check();
    if (check == null) {
      return "";
    }
    String outcome =
        check.best().words().equals(check.found().words())
            ? "the same wins"
            : String.format(
                Locale.ROOT,
                "%s wins; the search alone chose %s, %.1f %% slower",
                check.best().words(),
                check.found().words(),
                check.slowerPercent());
    return "%nchecked by opening %d of %d cuts in place of %d: %s%n"
        .formatted(check.allCuts(), report.cuts().size(), check.openedCuts(), outcome);
  }

  private String notes() {
    long here =
        report.candidates().stream()
            .filter(way -> way.layerTimes().startsWith("measured here"))
            .count();
    return here == 0
        ? ""
        : "note: the profiles do not tell what the transfer layers of %d ways take: measured here and scaled by the whole model's time; benchmark again to know%n"
            .formatted(here);
  }

  private String next() {
    String name = ShellWords.quoted(bundle);
    boolean isAlone = report.best().cut().equals("-");
    List<String> lines =
        isAlone
            ? List.of("device:  scissionlite device %s IMAGE...".formatted(name))
            : List.of(
                "edge:    scissionlite edge %s --listen 0.0.0.0:8001 --insecure".formatted(name),
                "device:  scissionlite device %s --edge EDGE:8001 IMAGE...".formatted(name));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String points(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
