package org.scissionlite.training.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.training.search.trial.MeasuredDrop;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.Trials;

class DropBoundTest {
  private static final DropBound BOUND = new DropBound(ConfirmationRisk.ONE_IN_20);

  @Test
  void workedExamples() {
    assertThat(BOUND.points(labelled(500, 2, 5))).isCloseTo(1.75, within(0.005));
    assertThat(BOUND.points(unlabelled(299, 0))).isCloseTo(0.997, within(0.001));
    assertThat(BOUND.points(unlabelled(3, 3))).isEqualTo(100);
  }

  @Test
  void fewestImages_areThoseThatCanProveTheDrop() {
    assertThat(BOUND.fewestImages(1)).isEqualTo(299);
    assertThat(new DropBound(ConfirmationRisk.ONE_IN_40).fewestImages(1)).isEqualTo(368);
    assertThat(BOUND.fewestImages(100)).isEqualTo(1);
    for (double points : new double[] {0.1, 0.5, 1, 3, 10, 50}) {
      int fewest = BOUND.fewestImages(points);
      assertThat(BOUND.holds(unlabelled(fewest, 0), points)).isTrue();
      assertThat(BOUND.holds(unlabelled(fewest - 1, 0), points)).isFalse();
      assertThat(BOUND.holds(labelled(fewest - 1, 0, 0), points)).isFalse();
      assertThat(BOUND.smallestDrop(fewest)).isLessThanOrEqualTo(points);
    }
  }

  @Test
  void measureOfAnotherTask_isBoundByItsBootstrapAndNeverBelowWhatNobodySees() {
    assertThat(BOUND.points(measured(400, 0.2, 0.9))).isEqualTo(0.9);
    assertThat(BOUND.points(measured(299, 0, 0))).isCloseTo(0.997, within(0.001));
    assertThat(BOUND.holds(measured(100, 0, 0), 1)).isFalse();
    assertThat(BOUND.holds(measured(400, 0.2, 0.9), 1)).isTrue();
    assertThat(new DropBound(ConfirmationRisk.ONE_IN_40).points(measured(400, 0.2, 0.9)))
        .isEqualTo(1.9);
    assertThat(BOUND.imagesNeeded(measured(400, 0.5, 1.5), 1)).isEqualTo(OptionalLong.of(1600));
    assertThat(BOUND.imagesNeeded(measured(400, 1.5, 2.5), 1)).isEmpty();
  }

  private static SearchTrial measured(int images, double points, double atMost) {
    return new SearchTrial(
        "q8",
        new ByteCounts(1, 1, 1, images),
        null,
        null,
        new MeasuredDrop("mAP 0.5:0.95", points, atMost, atMost + 1));
  }

  @Test
  void threeImages_proveNothingUseful() {
    assertThat(BOUND.holds(labelled(3, 0, 0), 30)).isFalse();
    assertThat(BOUND.holds(unlabelled(3, 0), 30)).isFalse();
  }

  @Test
  void trial_holdsExactlyUpToItsBound() {
    for (int lost = 0; lost <= 12; lost++) {
      for (int won = 0; won <= 12; won++) {
        AnswerChanges trial = labelled(200, won, lost);
        double points = BOUND.points(trial);
        assertThat(BOUND.holds(trial, points + 1e-6)).isTrue();
        assertThat(BOUND.holds(trial, points - 1e-6)).isFalse();
      }
    }
  }

  @Test
  void bound_growsWithWhatIsLostAndShrinksWithMoreImagesOfTheKind() {
    for (int lost = 0; lost < 20; lost++) {
      assertThat(BOUND.points(labelled(200, 3, lost + 1)))
          .isGreaterThanOrEqualTo(BOUND.points(labelled(200, 3, lost)));
      assertThat(BOUND.points(unlabelled(2000, 10 * lost)))
          .isLessThan(BOUND.points(unlabelled(200, lost)));
    }
  }

  /** Sums the probabilities of all outcomes that confirm a layer which loses just too much. */
  @ParameterizedTest
  @CsvSource({
    "17,20", "20,20", "29,15", "40,20", "60,20", "100,5", "150,5", "300,1", "500,1", "500,2"
  })
  void layerThatLosesMoreThanAllowed_isConfirmedByChanceNoMoreThanTheRiskSays(
      int images, double points) {
    for (double won : new double[] {0, 0.001, 0.005, 0.02, 0.1, 0.2, 0.3}) {
      double lost = won + points / 100;
      assertThat(probabilityOfConfirming(images, won, lost, points)).isLessThan(0.05);
    }
  }

  private static double probabilityOfConfirming(
      int images, double won, double lost, double points) {
    double[] logFactorial = new double[images + 1];
    for (int i = 1; i <= images; i++) {
      logFactorial[i] = logFactorial[i - 1] + Math.log(i);
    }
    double sum = 0;
    for (int w = 0; w <= (won == 0 ? 0 : images); w++) {
      for (int l = 0; w + l <= images && BOUND.holds(labelled(images, w, l), points); l++) {
        int same = images - w - l;
        sum +=
            Math.exp(
                logFactorial[images]
                    - logFactorial[w]
                    - logFactorial[l]
                    - logFactorial[same]
                    + (w == 0 ? 0 : w * Math.log(won))
                    + l * Math.log(lost)
                    + same * Math.log(1 - won - lost));
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(ConfirmationRisk.class)
  void risk_isLeftAfterAFewImagesWithoutALoss(ConfirmationRisk risk) {
    int fewest = new DropBound(risk).fewestImages(1);
    assertThat(Math.pow(0.99, fewest)).isLessThanOrEqualTo(risk.share());
    assertThat(Math.pow(0.99, fewest - 1)).isGreaterThan(risk.share());
  }

  @Test
  void imagesNeeded_wouldBeEnough() {
    AnswerChanges trial = labelled(300, 4, 5);
    assertThat(BOUND.holds(trial, 1)).isFalse();
    int needed = Math.toIntExact(BOUND.imagesNeeded(trial, 1).orElseThrow());
    assertThat(BOUND.holds(trial.times(needed), 1)).isTrue();
    assertThat(BOUND.holds(trial.times(needed / 2), 1)).isFalse();
    assertThat(BOUND.imagesNeeded(labelled(300, 0, 9), 1)).isEqualTo(OptionalLong.empty());
  }

  private static AnswerChanges labelled(int images, int won, int lost) {
    return Trials.labelled(images, won, lost, won + lost).answers();
  }

  private static AnswerChanges unlabelled(int images, int changed) {
    return Trials.unlabelled(images, changed).answers();
  }
}
