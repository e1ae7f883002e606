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

  /** Of which the margins say that so much is lost, by the model and by labels. */
  public static SearchTrial predicted(
      int images, int won, int lost, int changed, double predicted) {
    SearchTrial counted = labelled(images, won, lost, changed);
    double deviation = Math.sqrt(predicted / images) / 4;
    return new SearchTrial(
        "x",
        counted.bytes(),
        counted.answers(),
        new Prediction(
            3 * predicted,
            predicted,
            deviation,
            (predicted + (double) (lost - won) / images) / 2,
            0.6 * Math.sqrt(won + lost + 1.0) / images));
  }

  public static SearchTrial unlabelled(int images, int changed) {
    return trial(AnswerChanges.unlabelled(images, changed));
  }

  private static SearchTrial trial(AnswerChanges answers) {
    return new SearchTrial("x", new ByteCounts(1, 1, 1, answers.images()), answers);
  }
}
