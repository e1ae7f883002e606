package org.scissionlite.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MatchedPairsTest {
  @Test
  void workedExamples() {
    MatchedPairs pairs = new MatchedPairs(650, 4, 10);
    assertThat(100 * pairs.lowestGain(1.959964)).isCloseTo(-2.08, within(0.005));
    assertThat(100 * pairs.highestGain(1.959964)).isCloseTo(0.24, within(0.005));
    assertThat(new MatchedPairs(500, 2, 3).deviationsBelow(0.01)).isCloseTo(1.46, within(0.005));
  }

  @Test
  void score_isOfTheLikeliestShareThatIsWonAtTheAssumedLoss() {
    for (int won = 0; won <= 20; won += 5) {
      for (int lost = 0; lost <= 20; lost += 5) {
        for (double loss : new double[] {0.01, 0.05, 0.3}) {
          MatchedPairs pairs = new MatchedPairs(200, won, lost);
          double share = likeliestWon(pairs, loss);
          double variance = (2 * share + loss - loss * loss) / 200;
          assertThat(pairs.deviationsBelow(loss))
              .isCloseTo((loss - (lost - won) / 200.0) / Math.sqrt(variance), within(0.02));
        }
      }
    }
  }

  private static double likeliestWon(MatchedPairs pairs, double loss) {
    double best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (double share = 0; 2 * share + loss < 1; share += 1e-5) {
      double likelihood = likelihood(pairs, share, loss);
      if (likelihood > highest) {
        highest = likelihood;
        best = share;
      }
    }
    return best;
  }

  private static double likelihood(MatchedPairs pairs, double won, double loss) {
    int same = pairs.images() - pairs.won() - pairs.lost();
    return (pairs.won() == 0 ? 0 : pairs.won() * Math.log(won))
        + pairs.lost() * Math.log(won + loss)
        + same * Math.log(1 - 2 * won - loss);
  }
}
