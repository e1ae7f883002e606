package org.scissionlite.training.search;

import java.util.List;
import java.util.OptionalInt;
import org.scissionlite.model.Tensor;

/** Counts what a model with a transfer layer answers against what the uncut one answers. */
final class AnswerCount {
  private final boolean labelled;
  private long bytes;
  private int images;
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
    int right = labelled ? label.orElseThrow() : uncut;
    images++;
    bytes += payloadBytes;
    changed += found != uncut ? 1 : 0;
    won += found == right && uncut != right ? 1 : 0;
    lost += found != right && uncut == right ? 1 : 0;
  }

  SearchTrial trial(String spec) {
    return new SearchTrial(spec, images, labelled, (double) bytes / images, won, lost, changed);
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
