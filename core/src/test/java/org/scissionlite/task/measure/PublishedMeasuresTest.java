package org.scissionlite.task.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.task.detection.Box;

/**
 * The measures against those of published programs on the same data, which is made by a generator
 * of numbers that is as easily written in Python: {@code x = (x * 1103515245 + 12345) % 2**31}.
 */
class PublishedMeasuresTest {
  private static final double ROUNDING = 1e-9;

  private long x = 12345;

  private int next(int below) {
    x = (x * 1103515245 + 12345) % (1L << 31);
    return (int) ((x >> 8) % below);
  }

  @Test
  void measures_areThoseOfPycocotoolsAndScikitLearn() {
    AveragePrecision precision = new AveragePrecision();
    for (int image = 0; image < 20; image++) {
      addImage(precision);
    }
    // pycocotools 2.0.11, COCOeval "bbox", stats[0] and stats[1].
    assertThat(precision.tally(AveragePrecision.COCO).points())
        .isCloseTo(19.057165796964604, within(ROUNDING));
    assertThat(precision.tally(AveragePrecision.AT_HALF).points())
        .isCloseTo(39.854149286145116, within(ROUNDING));

    Auroc auroc = new Auroc();
    RankCorrelation ranks = new RankCorrelation();
    MeanOverlap.Places places = new MeanOverlap.Places();
    for (int i = 0; i < 300; i++) {
      boolean unusual = next(4) == 0;
      int score = next(40) + (unusual ? 10 : 0);
      auroc.add(score, unusual);
      ranks.add(score, unusual ? 1 : 0);
      int found = next(3);
      places.add(found, next(3) > 0 ? found : next(3));
    }
    MeanOverlap overlap = new MeanOverlap();
    overlap.add(places);
    // scikit-learn 1.9.1, roc_auc_score and jaccard_score(average="macro"); scipy 1.17.1,
    // spearmanr.
    assertThat(auroc.points()).isCloseTo(77.00066137566137, within(ROUNDING));
    assertThat(overlap.points()).isCloseTo(63.96328402409396, within(ROUNDING));
    assertThat(ranks.points()).isCloseTo(42.0116214920379, within(ROUNDING));
  }

  private void addImage(AveragePrecision precision) {
    List<AveragePrecision.Truth> truth = new ArrayList<>();
    List<Box> found = new ArrayList<>();
    for (int count = next(5); count > 0; count--) {
      int left = next(120);
      int top = next(120);
      int width = 20 + next(60);
      int height = 20 + next(60);
      int label = next(3);
      boolean crowd = next(8) == 0;
      truth.add(
          new AveragePrecision.Truth(
              new Box(label, 1, left, top, left + width, top + height), crowd));
      for (int near = next(3); near > 0; near--) {
        int said = next(6) > 0 ? label : next(3);
        int x1 = left + next(13) - 6;
        int y1 = top + next(13) - 6;
        int x2 = x1 + width + next(13) - 6;
        int y2 = y1 + height + next(13) - 6;
        found.add(new Box(said, next(100_000) / 100_000.0, x1, y1, x2, y2));
      }
    }
    for (int count = next(3); count > 0; count--) {
      int label = next(3);
      int left = next(120);
      int top = next(120);
      int right = left + 20 + next(60);
      int bottom = top + 20 + next(60);
      found.add(new Box(label, next(100_000) / 100_000.0, left, top, right, bottom));
    }
    precision.add(found, truth);
  }
}
