package org.scissionlite.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.scissionlite.task.Task;
import org.scissionlite.task.measure.Bootstrap;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.measure.Judge.Measured;

/** Counts by the measures of a task. */
final class TaskCounts implements Counts {
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private final Judge judge;
  private final List<Long> payloads = new ArrayList<>();
  private List<Measured> labelled = List.of();
  private List<Measured> agreement = List.of();

  TaskCounts(Task task) {
    this.judge = Judge.of(task);
  }

  @Override
  public void add(Answer answer, Answer uncut, OptionalInt label, Judge.Seen seen) {
    payloads.add(answer.payloadBytes());
    judge.add(seen);
  }

  @Override
  public SubjectReport report(SubjectName subject, Counts uncut) {
    labelled = judge.labelled();
    agreement = judge.agreement();
    TaskCounts reference = (TaskCounts) uncut;
    List<TaskMeasure> measures = new ArrayList<>();
    measures.addAll(measures(labelled, reference.labelled, true));
    measures.addAll(measures(agreement, reference.agreement, false));
    return new SubjectReport(
        subject,
        PayloadBytes.of(payloads),
        agreement.get(0).tally().points(),
        null,
        measures,
        List.of(),
        payloads);
  }

  private static List<TaskMeasure> measures(
      List<Measured> found, List<Measured> reference, boolean labelled) {
    return IntStream.range(0, found.size())
        .mapToObj(
            i ->
                new TaskMeasure(
                    found.get(i).name(),
                    labelled,
                    defined(found.get(i).tally().points()),
                    found == reference ? null : difference(found.get(i), reference.get(i))))
        .toList();
  }

  private static PairedDifference difference(Measured subject, Measured reference) {
    Bootstrap bootstrap = Bootstrap.of(subject.tally(), reference.tally());
    double low = bootstrap.percentile(LOW);
    return Double.isNaN(low)
        ? null
        : new PairedDifference(bootstrap.points(), low, bootstrap.percentile(HIGH));
  }

  private static Double defined(double points) {
    return Double.isNaN(points) ? null : points;
  }
}
