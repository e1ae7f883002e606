package org.scissionlite.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.evaluation.EvaluationReport;
import org.scissionlite.evaluation.PairedDifference;
import org.scissionlite.evaluation.SubjectName;
import org.scissionlite.evaluation.SubjectReport;
import org.scissionlite.evaluation.TaskMeasure;

/** The measures of a task other than classification, as a table of text. */
record TaskText(EvaluationReport report) {
  private static final String NONE = "-";
  private static final String NO_TASK = "none";

  @Override
  public String toString() {
    List<String> header = new ArrayList<>(List.of("subject"));
    for (TaskMeasure each : report.uncut().measures()) {
      header.add(each.name());
      if (header.size() == 2) {
        header.addAll(List.of("difference", "95 % interval"));
      }
    }
    header.addAll(List.of("bytes", "p95", "largest"));
    TextTable table = new TextTable(header.toArray(new String[0]));
    report.subjects().forEach(each -> table.row(row(each).toArray()));
    return (report.isLabelled() ? "" : "%s: agreement with the uncut model.%n%n".formatted(why()))
        + table;
  }

  private String why() {
    return report.task().equals(NO_TASK)
        ? "The task is none, so no labels apply; --task names another"
        : "The images have no labels for the task " + report.task();
  }

  private static List<Object> row(SubjectReport subject) {
    List<Object> row = new ArrayList<>(List.of(subject.subject()));
    for (TaskMeasure each : subject.measures()) {
      row.add(points(each.points()));
      if (row.size() == 2) {
        row.add(difference(each.difference()));
        row.add(interval(each.difference()));
      }
    }
    boolean isUncut = subject.subject().kind() == SubjectName.Kind.UNCUT;
    row.add(isUncut ? NONE : "%,.0f".formatted(subject.bytes().mean()));
    row.add(isUncut ? NONE : "%,d".formatted(subject.bytes().p95()));
    row.add(isUncut ? NONE : "%,d".formatted(subject.bytes().largest()));
    return row;
  }

  private static String points(Double points) {
    return points == null ? NONE : String.format(Locale.ROOT, "%.1f", points);
  }

  private static String difference(PairedDifference difference) {
    return difference == null ? NONE : EvaluationText.signed(difference.points());
  }

  private static String interval(PairedDifference difference) {
    return difference == null
        ? NONE
        : EvaluationText.signed(difference.low())
            + " to "
            + EvaluationText.signed(difference.high());
  }
}
