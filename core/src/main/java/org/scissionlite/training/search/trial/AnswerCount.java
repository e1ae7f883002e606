package org.scissionlite.training.search.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.model.Tensor;

/** Counts what a model with a transfer layer answers against what the uncut one answers. */
final class AnswerCount {
  private final boolean labelled;
  private final List<Long> payloads = new ArrayList<>();
  private int right;
  private int won;
  private int lost;
  private int changed;

  /**
   * A count from nothing.
   *
   * @param labels of all images; they count where each image has one
   */
  AnswerCount(List<OptionalInt> labels) {
    this.labelled = labels.stream().allMatch(OptionalInt::isPresent);
  }

  /**
   * Counts an image.
   *
   * @param found the class with the layer
   * @param uncut the class without
   */
  void add(int found, int uncut, OptionalInt label, long payloadBytes) {
    int truth = labelled ? label.orElseThrow() : uncut;
    payloads.add(payloadBytes);
    right += found == truth ? 1 : 0;
    changed += found != uncut ? 1 : 0;
    won += found == truth && uncut != truth ? 1 : 0;
    lost += found != truth && uncut == truth ? 1 : 0;
  }

  SearchTrial trial(String spec) {
    long[] bytes = payloads.stream().mapToLong(Long::longValue).toArray();
    AnswerChanges answers = new AnswerChanges(bytes.length, labelled, right, changed, won, lost);
    return new SearchTrial(spec, ByteCounts.of(bytes), answers);
  }

  /** The class of the highest score; the first of equal ones. */
  static int best(Tensor scores) {
    float[] values = scores.toFloats();
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
