package org.scissionlite.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.task.TopClasses.Ranked;

/** An answer as lines for a person. */
final class AnswerText {
  private static final double LEAST_SHARE = 0.0005;

  private AnswerText() {}

  static List<String> of(ToldAnswer answer) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < answer.classes().size(); i++) {
      lines.add(line(answer.classes().get(i)) + share(answer.shares(), i));
    }
    if (answer.task().equals("detection") && answer.boxes().isEmpty()) {
      lines.add("nothing found");
    }
    answer.boxes().forEach(each -> lines.add(line(each)));
    answer.areas().stream()
        .filter(each -> each.share() >= LEAST_SHARE)
        .forEach(
            each ->
                lines.add(
                    String.format(Locale.ROOT, "%-32s %.1f %%", each.label(), 100 * each.share())));
    if (answer.anomaly() != null) {
      lines.add(line(answer.anomaly()));
    }
    return lines;
  }

  private static String line(Ranked each) {
    return String.format(Locale.ROOT, "%-32s %.4f", each.label(), each.score());
  }

  private static String share(List<Double> shares, int index) {
    return shares.isEmpty() ? "" : String.format(Locale.ROOT, "  %.1f %%", 100 * shares.get(index));
  }

  private static String line(FoundBox box) {
    boolean pixels = box.unit().equals("pixels");
    return String.format(
        Locale.ROOT,
        pixels
            ? "%-32s %.2f  at %.0f, %.0f, size %.0f x %.0f"
            : "%-32s %.2f  at %.3f, %.3f, size %.3f x %.3f of the input",
        box.label(),
        box.score(),
        box.left(),
        box.top(),
        box.right() - box.left(),
        box.bottom() - box.top());
  }

  private static String line(ToldAnswer.Unusual anomaly) {
    String score = String.format(Locale.ROOT, "%-32s %.4f", "anomaly score", anomaly.score());
    return anomaly.peak() == null
        ? score
        : score
            + String.format(
                Locale.ROOT,
                "  most unusual %.0f %% from the left, %.0f %% from the top",
                100 * anomaly.x(),
                100 * anomaly.y());
  }
}
