package org.scissionlite.training.search.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.ClassScores;

/** Counts what a model with a transfer layer answers against what the uncut one answers. */
final class TrialCount implements Reference.Count {
  private final UncutAnswers uncut;
  private final List<Long> payloads = new ArrayList<>();
  private final List<double[]> shifts = new ArrayList<>();
  private int right;
  private int won;
  private int lost;
  private int changed;

  /** A count from nothing. */
  TrialCount(UncutAnswers uncut) {
    this.uncut = uncut;
  }

  @Override
  public void add(Map<String, Tensor> outputs, long payloadBytes) {
    add(uncut.read(outputs), payloadBytes);
  }

  /**
   * Counts the next image.
   *
   * @param scores of the classes with the layer
   */
  void add(ClassScores scores, long payloadBytes) {
    int image = payloads.size();
    int found = scores.best();
    int before = uncut.best(image);
    int truth = uncut.truth(image);
    payloads.add(payloadBytes);
    shifts.add(uncut.ranking(image).shifts(scores));
    right += found == truth ? 1 : 0;
    changed += found != before ? 1 : 0;
    won += found == truth && before != truth ? 1 : 0;
    lost += found != truth && before == truth ? 1 : 0;
  }

  @Override
  public SearchTrial trial(String spec) {
    long[] bytes = payloads.stream().mapToLong(Long::longValue).toArray();
    AnswerChanges answers =
        new AnswerChanges(bytes.length, uncut.isLabelled(), right, changed, won, lost);
    return new SearchTrial(spec, ByteCounts.of(bytes), answers, prediction(answers));
  }

  /** Of a model that answers with the number of a class, no margins are known. */
  private Prediction prediction(AnswerChanges answers) {
    return uncut.hasMargins() ? Prediction.of(uncut, shifts) : Prediction.ofCounts(answers);
  }
}
