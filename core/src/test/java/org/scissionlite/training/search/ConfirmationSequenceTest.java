package org.scissionlite.training.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.Trials;

class ConfirmationSequenceTest {
  private static final SearchGoal GOAL = new SearchGoal(2, Long.MAX_VALUE, 1);
  private static final int IMAGES = 300;
  private static final int SEARCHES = 4000;

  /** The shares of images that six layers lose, the last three more than the goal allows. */
  private static final List<Double> LOSSES = List.of(0.0, 0.004, 0.008, 0.0201, 0.0202, 0.03);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.003, 0.03})
  void searchesThatConfirmALayerOverTheLimit_areFewerThanOneIn20(double won) {
    SplittableRandom random = new SplittableRandom(11);
    int wrong = 0;
    int right = 0;
    for (int search = 0; search < SEARCHES; search++) {
      List<Double> draws = draws(random);
      ConfirmationSequence climb =
          ConfirmationSequence.of(
              GOAL,
              List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
              rung -> trial(draws, won, won + LOSSES.get((int) rung)));
      wrong += climb.confirmed().size() > 3 ? 1 : 0;
      right += climb.confirmed().isEmpty() ? 0 : 1;
    }
    assertThat(wrong).isLessThan(SEARCHES / 20);
    assertThat(right).isGreaterThan(won > 0.01 ? SEARCHES / 10 : SEARCHES / 2);
  }

  /** All layers are tried on the same images, as in a search: the draws are the images. */
  private static List<Double> draws(SplittableRandom random) {
    List<Double> draws = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      draws.add(random.nextDouble());
    }
    return draws;
  }

  private static SearchTrial trial(List<Double> draws, double won, double lost) {
    int winners = (int) draws.stream().filter(draw -> draw > 1 - won).count();
    int losers = (int) draws.stream().filter(draw -> draw < lost).count();
    return Trials.labelled(IMAGES, winners, losers, winners + losers);
  }
}
