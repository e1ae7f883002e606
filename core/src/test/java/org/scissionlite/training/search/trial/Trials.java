package org.scissionlite.training.search.trial;

import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;

/** Trials of a layer that sends one byte an image. */
public final class Trials {
  private Trials() {}

  /** The uncut model is right where the layer does not win. */
  public static SearchTrial labelled(int images, int won, int lost, int changed) {
    return trial(new AnswerChanges(images, true, images - lost, changed, won, lost));
  }

  public static SearchTrial unlabelled(int images, int changed) {
    return trial(AnswerChanges.unlabelled(images, changed));
  }

  private static SearchTrial trial(AnswerChanges answers) {
    return new SearchTrial("x", new ByteCounts(1, 1, 1, answers.images()), answers);
  }
}
