package org.scissionlite.cli.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.evaluation.Accuracy;
import org.scissionlite.evaluation.EvaluationReport;
import org.scissionlite.evaluation.PairedDifference;
import org.scissionlite.evaluation.PayloadBytes;
import org.scissionlite.evaluation.SubjectName;
import org.scissionlite.evaluation.SubjectReport;

/** An evaluation as tables of text. */
record EvaluationText(EvaluationReport report) {
  private static final int LARGEST_MATRIX = 12;
  private static final int SHOWN_CONFUSIONS = 8;
  private static final int LONGEST_CLASS = 14;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s on %,d images, %s%n%n".formatted(report.model(), report.images(), report.engine()));
    if (!report.uncut().measures().isEmpty()) {
      return text.append(new TaskText(report)).toString();
    }
    text.append(report.isLabelled() ? accuracies() : agreements());
    if (report.isLabelled()) {
      report.subjects().stream()
          .filter(subject -> subject.subject().kind() != SubjectName.Kind.PICTURE)
          .forEach(subject -> text.append('\n').append(confusion(subject)));
    }
    return text.toString();
  }

  private String accuracies() {
    TextTable table =
        new TextTable(
            "subject",
            "top-1",
            "top-5",
            "right",
            "difference",
            "95 % interval",
            "agreement",
            "bytes",
            "p95",
            "largest");
    for (SubjectReport each : report.subjects()) {
      Accuracy accuracy = each.accuracy();
      PairedDifference difference = accuracy.difference();
      PayloadBytes bytes = each.bytes();
      boolean isUncut = each.subject().kind() == SubjectName.Kind.UNCUT;
      table.row(
          each.subject(),
          percent(accuracy.top1Percent()),
          percent(accuracy.top5Percent()),
          "%,d".formatted(accuracy.top1Correct()),
          isUncut ? "-" : signed(difference.points()),
          isUncut ? "-" : signed(difference.low()) + " to " + signed(difference.high()),
          percent(each.agreementPercent()),
          isUncut ? "-" : "%,.0f".formatted(bytes.mean()),
          isUncut ? "-" : "%,d".formatted(bytes.p95()),
          isUncut ? "-" : "%,d".formatted(bytes.largest()));
    }
    return table.toString();
  }

  private String agreements() {
    TextTable table = new TextTable("subject", "agreement", "bytes", "p95", "largest");
    for (SubjectReport each : report.subjects()) {
      boolean isUncut = each.subject().kind() == SubjectName.Kind.UNCUT;
      table.row(
          each.subject(),
          percent(each.agreementPercent()),
          isUncut ? "-" : "%,.0f".formatted(each.bytes().mean()),
          isUncut ? "-" : "%,d".formatted(each.bytes().p95()),
          isUncut ? "-" : "%,d".formatted(each.bytes().largest()));
    }
    return "The images have no labels: agreement with the uncut model.\n\n" + table;
  }

  private String confusion(SubjectReport subject) {
    boolean whole = report.classes().size() <= LARGEST_MATRIX;
    return "%s, %s:%n%s"
        .formatted(
            subject.subject(),
            whole ? "label down, answer across" : "most frequent mistakes",
            whole ? matrix(subject.accuracy()) : mistakes(subject.accuracy()));
  }

  private String matrix(Accuracy accuracy) {
    int classes = report.classes().size();
    String[] header = new String[classes + 1];
    header[0] = "";
    for (int c = 0; c < classes; c++) {
      header[c + 1] = name(c);
    }
    TextTable table = new TextTable(header);
    for (int actual = 0; actual < classes; actual++) {
      Object[] row = new Object[classes + 1];
      row[0] = name(actual);
      for (int predicted = 0; predicted < classes; predicted++) {
        row[predicted + 1] = count(accuracy.confusion(), actual, predicted);
      }
      table.row(row);
    }
    return table.toString();
  }

  private static int count(List<Accuracy.Confusion> cells, int actual, int predicted) {
    return cells.stream()
        .filter(cell -> cell.actual() == actual && cell.predicted() == predicted)
        .mapToInt(Accuracy.Confusion::images)
        .sum();
  }

  private String mistakes(Accuracy accuracy) {
    TextTable table = new TextTable("label", "answer", "images");
    accuracy.confusion().stream()
        .filter(cell -> cell.actual() != cell.predicted())
        .sorted(Comparator.comparingInt(Accuracy.Confusion::images).reversed())
        .limit(SHOWN_CONFUSIONS)
        .forEach(cell -> table.row(name(cell.actual()), name(cell.predicted()), cell.images()));
    return table.toString();
  }

  private String name(int index) {
    if (index >= report.classes().size()) {
      return "class " + index;
    }
    String name = report.classes().get(index);
    return name.length() <= LONGEST_CLASS ? name : name.substring(0, LONGEST_CLASS - 1) + ".";
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value);
  }

  static String signed(double points) {
    return String.format(Locale.ROOT, "%+.2f", points);
  }
}
