package org.scissionlite.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.scissionlite.task.measure.Judge;

/** Counts the answers of one subject against those of the uncut model. */
final class AnswerCounts implements Counts {
  private final List<Integer> answers = new ArrayList<>();
  private final List<Long> payloads = new ArrayList<>();
  private final Map<List<Integer>, Integer> confusion =
      new TreeMap<>(
          Comparator.comparing((List<Integer> cell) -> cell.get(0))
              .thenComparing(cell -> cell.get(1)));
  private int agreed;
  private int labelled;
  private int top1;
  private int top5;
  private int won;
  private int lost;

  @Override
  public void add(Answer answer, Answer uncut, OptionalInt label, Judge.Seen unused) {
    add(answer, uncut, label);
  }

  void add(Answer answer, Answer uncut, OptionalInt label) {
    answers.add(answer.best());
    payloads.add(answer.payloadBytes());
    agreed += answer.best() == uncut.best() ? 1 : 0;
    label.ifPresent(actual -> addLabelled(answer, uncut, actual));
  }

  private void addLabelled(Answer answer, Answer uncut, int actual) {
    boolean right = answer.best() == actual;
    boolean uncutRight = uncut.best() == actual;
    labelled++;
    top1 += right ? 1 : 0;
    top5 += answer.top().contains(actual) ? 1 : 0;
    won += right && !uncutRight ? 1 : 0;
    lost += !right && uncutRight ? 1 : 0;
    confusion.merge(List.of(actual, answer.best()), 1, Integer::sum);
  }

  @Override
  public SubjectReport report(SubjectName subject, Counts unused) {
    return report(subject);
  }

  SubjectReport report(SubjectName subject) {
    return new SubjectReport(
        subject,
        PayloadBytes.of(payloads),
        100.0 * agreed / payloads.size(),
        labelled == 0 ? null : accuracy(),
        List.of(),
        answers,
        payloads);
  }

  private Accuracy accuracy() {
    List<Accuracy.Confusion> cells =
        confusion.entrySet().stream()
            .map(
                cell ->
                    new Accuracy.Confusion(
                        cell.getKey().get(0), cell.getKey().get(1), cell.getValue()))
            .toList();
    PairedDifference difference = PairedDifference.of(labelled, won, lost);
    return new Accuracy(labelled, top1, top5, won, lost, difference, cells);
  }
}
