package org.scissionlite.training.search.trial;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.input.EvenlySpacedChoice;

/**
 * What a layer does to the answers, as the margins of the uncut model tell.
 *
 * <p>A layer shifts the scores of the classes. Whether that changes an answer depends on the margin
 * of the best class over the others, and whether a right answer is lost on how sure the model may
 * be of it. How far a layer shifts the scores hardly depends on the image; so the shifts of every
 * image are tried on the margins of every other one. Of 300 images that makes 90,000 trials, of
 * which far more change than answers can be counted.
 *
 * @param changed the share of answers that changes
 * @param lost the share of right answers that is lost on balance, by the model's probabilities at
 *     the temperature that fits the labels
 * @param deviation of lost, by the choice of the images
 * @param lostByLabels the same by the labels of the images whose answers change in these trials
 * @param deviationByLabels of that
 */
public record Prediction(
    double changed, double lost, double deviation, double lostByLabels, double deviationByLabels) {
  private static final int MOST_SHIFTS = 500;

  /** Deviation of a share of which nothing is known. */
  private static final double UNKNOWN = 1;

  public Prediction {
    boolean shares = changed >= 0 && lost >= 0 && Math.max(changed, lost) <= 1 + 1e-9;
    if (!shares
        || !(Math.abs(lostByLabels) <= 1 + 1e-9 && deviation >= 0 && deviationByLabels >= 0)) {
      throw new UsageException(
          "prediction: expected shares from 0 to 1 and deviations from 0, got %s, %s, %s, %s, %s"
              .formatted(changed, lost, deviation, lostByLabels, deviationByLabels));
    }
  }

  /** What counts tell where margins are not known: nothing more. */
  static Prediction ofCounts(AnswerChanges answers) {
    double changed = (double) answers.changed() / answers.images();
    return new Prediction(changed, 0, UNKNOWN, 0, UNKNOWN);
  }

  /**
   * The prediction for a layer.
   *
   * @param shifts how far it moved the scores of each image; see {@link ClassRanking#shifts}
   */
  static Prediction of(UncutAnswers uncut, List<double[]> shifts) {
    List<double[]> tried = EvenlySpacedChoice.of(shifts, MOST_SHIFTS);
    ImageMeans changed = new ImageMeans(uncut.images(), tried.size());
    ImageMeans lost = new ImageMeans(uncut.images(), tried.size());
    ImageMeans byLabels = new ImageMeans(uncut.images(), tried.size());
    for (int image = 0; image < uncut.images(); image++) {
      ClassRanking ranking = uncut.ranking(image);
      for (int shift = 0; shift < tried.size(); shift++) {
        int overtaking = ranking.overtaking(tried.get(shift));
        if (overtaking >= 0) {
          changed.add(image, shift, 1);
          lost.add(image, shift, ranking.loss(overtaking));
          byLabels.add(image, shift, ranking.lossByLabel(overtaking));
        }
      }
    }
    return uncut.isLabelled()
        ? new Prediction(
            changed.mean(), lost.mean(), lost.deviation(), byLabels.mean(), byLabels.deviation())
        : new Prediction(changed.mean(), changed.mean(), changed.deviation(), 0, 0);
  }
}
