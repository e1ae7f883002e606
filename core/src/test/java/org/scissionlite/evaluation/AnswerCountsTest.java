package org.scissionlite.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.ClassScores;

class AnswerCountsTest {
  private final AnswerCounts tally = new AnswerCounts();

  @Test
  void accuracy_countsTop1Top5AndConfusion() {
    add(List.of(1, 2, 3), 1, 1);
    add(List.of(2, 1, 3), 1, 1);
    add(List.of(2, 3, 4), 1, 2);
    Accuracy accuracy = tally.report(SubjectName.uncut()).accuracy();

    assertThat(accuracy.images()).isEqualTo(3);
    assertThat(accuracy.top1Correct()).isEqualTo(1);
    assertThat(accuracy.top5Correct()).isEqualTo(2);
    assertThat(accuracy.top1Percent()).isEqualTo(100.0 / 3);
    assertThat(accuracy.confusion())
        .containsExactly(new Accuracy.Confusion(1, 1, 1), new Accuracy.Confusion(1, 2, 2));
  }

  @Test
  void difference_countsOnlyWhereOneIsRight() {
    add(List.of(1), 1, 1);
    add(List.of(2), 1, 1);
    add(List.of(1), 1, 2);
    add(List.of(2), 1, 3);

    assertThat(tally.report(SubjectName.uncut()).accuracy().difference())
        .isEqualTo(PairedDifference.of(4, 1, 1));
  }

  @Test
  void withoutLabels_onlyTheAgreementIsKnown() {
    tally.add(answer(List.of(1), 0), answer(List.of(1), 0), OptionalInt.empty());
    tally.add(answer(List.of(1), 0), answer(List.of(2), 0), OptionalInt.empty());
    SubjectReport report = tally.report(SubjectName.uncut());

    assertThat(report.accuracy()).isNull();
    assertThat(report.agreementPercent()).isEqualTo(50);
    assertThat(report.scorePercent()).isEqualTo(50);
  }

  @Test
  void bytes_areMeanNearestRankAndLargest() {
    LongStream.rangeClosed(1, 100)
        .forEach(
            bytes ->
                tally.add(answer(List.of(0), bytes), answer(List.of(0), 0), OptionalInt.empty()));

    assertThat(tally.report(SubjectName.uncut()).bytes())
        .isEqualTo(new PayloadBytes(50.5, 95, 100));
  }

  private void add(List<Integer> top, int label, int uncutBest) {
    tally.add(answer(top, 10), answer(List.of(uncutBest), 0), OptionalInt.of(label));
  }

  private static Answer answer(List<Integer> top, long bytes) {
    float[] scores = new float[10];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i / 100f;
    }
    for (int rank = 0; rank < top.size(); rank++) {
      scores[top.get(rank)] = 10 - rank;
    }
    return new Answer(ClassScores.of(Tensor.ofFloats(Shape.of(1, 10), scores)), bytes);
  }
}
