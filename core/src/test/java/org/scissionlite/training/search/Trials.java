package org.scissionlite.training.search;

import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;

/** Trials of a layer that sends one byte an image. */
final class Trials {
  private Trials() {}

  /** The uncut model is right where the layer does not win. */
  static SearchTrial labelled(int images, int won, int lost, int changed) {
    return trial(new AnswerChanges(images, true, images - lost, changed, won, lost));
  }

  static SearchTrial unlabelled(int images, int changed) {
    return trial(AnswerChanges.unlabelled(images, changed));
  }

  private static SearchTrial trial(AnswerChanges answers) {
    return new SearchTrial("x", new ByteCounts(1, 1, 1, answers.images()), answers);
  }
}
