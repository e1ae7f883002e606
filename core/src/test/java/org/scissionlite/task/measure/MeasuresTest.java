package org.scissionlite.task.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.scissionlite.task.detection.Box;

/** The measures against their definitions, written down a second time and slowly. */
class MeasuresTest {
  private static final double EXACT = 1e-9;

  private record Detected(List<Box> found, List<AveragePrecision.Truth> truth) {}

  @Test
  void averagePrecision_ofAnExampleByHand() {
    // Found by falling score: right, wrong, right; of three labels. Precision 1, 1/2, 2/3 at recall
    // 1/3, 1/3, 2/3; made falling 1, 2/3, 2/3. Recalls 0 to 0.33 (34 of 101) and 0.34 to 0.66 (33).
    AveragePrecision precision = new AveragePrecision();
    precision.add(
        List.of(box(0, 0.9, 0), box(0, 0.8, 50), box(0, 0.7, 20)),
        List.of(truth(0, 0), truth(0, 20), truth(0, 80)));

    assertThat(precision.tally(AveragePrecision.AT_HALF).points())
        .isCloseTo(100 * (34 + 33 * 2 / 3.0) / 101, within(EXACT));
  }

  @Test
  void averagePrecision_equalsItsDefinition() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 40; trial++) {
      List<Detected> images = images(random, 1 + random.nextInt(6));
      assertThat(of(images).tally(AveragePrecision.COCO).points())
          .isCloseTo(bruteForce(images), within(1e-7));
    }
  }

  @Test
  void weights_areImagesThatComeSeveralTimes() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 20; trial++) {
      List<Detected> images = images(random, 5);
      int[] weights = random.ints(5, 0, 4).toArray();
      List<Detected> repeated = new ArrayList<>();
      for (int i = 0; i < weights.length; i++) {
        for (int k = 0; k < weights[i]; k++) {
          repeated.add(images.get(i));
        }
      }
      double expected = repeated.isEmpty() ? Double.NaN : bruteForce(repeated);
      assertThat(of(images).tally(AveragePrecision.COCO).points(weights))
          .isCloseTo(expected, within(1e-7));
    }
  }

  @Test
  void crowds_countNeitherWay() {
    AveragePrecision precision = new AveragePrecision();
    AveragePrecision.Truth crowd = new AveragePrecision.Truth(new Box(0, 1, 100, 0, 200, 10), true);
    precision.add(
        List.of(box(0, 0.9, 110), box(0, 0.8, 120), box(0, 0.7, 0)), List.of(truth(0, 0), crowd));

    assertThat(precision.tally(AveragePrecision.COCO).points()).isCloseTo(100, within(EXACT));
  }

  private static AveragePrecision of(List<Detected> images) {
    AveragePrecision precision = new AveragePrecision();
    images.forEach(image -> precision.add(image.found(), image.truth()));
    return precision;
  }

  private static List<Detected> images(SplittableRandom random, int count) {
    List<Detected> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<AveragePrecision.Truth> truth = new ArrayList<>();
      List<Box> found = new ArrayList<>();
      for (int k = random.nextInt(4); k >= 0; k--) {
        truth.add(truth(random.nextInt(2), 15 * random.nextInt(6)));
      }
      for (int k = random.nextInt(7); k > 0; k--) {
        // No two scores are equal, so that the order is one and the same.
        double score = random.nextDouble();
        found.add(box(random.nextInt(2), score, 15 * random.nextInt(6) + random.nextInt(4)));
      }
      images.add(new Detected(found, truth));
    }
    return images;
  }

  private static Box box(int label, double score, double left) {
    return new Box(label, score, left, 0, left + 10, 10);
  }

  private static AveragePrecision.Truth truth(int label, double left) {
    return new AveragePrecision.Truth(box(label, 1, left), false);
  }

  /** For each class, threshold and recall: the best precision at that recall or a higher one. */
  private static double bruteForce(List<Detected> images) {
    double sum = 0;
    int terms = 0;
    for (int label = 0; label < 2; label++) {
      for (double threshold : AveragePrecision.COCO) {
        List<double[]> outcomes = new ArrayList<>();
        int positives = 0;
        for (Detected image : images) {
          positives += match(image, label, threshold, outcomes);
        }
        if (positives > 0) {
          sum += area(outcomes, positives);
          terms++;
        }
      }
    }
    return terms == 0 ? Double.NaN : 100 * sum / terms;
  }

  private static int match(Detected image, int label, double threshold, List<double[]> outcomes) {
    List<Box> free =
        new ArrayList<>(
            image.truth().stream()
                .map(AveragePrecision.Truth::box)
                .filter(box -> box.label() == label)
                .toList());
    int positives = free.size();
    List<Box> found = new ArrayList<>(image.found());
    found.removeIf(box -> box.label() != label);
    found.sort((a, b) -> Double.compare(b.score(), a.score()));
    for (Box box : found) {
      // Of equal overlaps the later label, as in pycocotools.
      int best = -1;
      for (int i = 0; i < free.size(); i++) {
        double overlap = free.get(i).overlap(box);
        if (overlap >= threshold && (best < 0 || overlap >= free.get(best).overlap(box))) {
          best = i;
        }
      }
      outcomes.add(new double[] {box.score(), best >= 0 ? 1 : 0});
      if (best >= 0) {
        free.remove(best);
      }
    }
    return positives;
  }

  private static double area(List<double[]> outcomes, int positives) {
    outcomes.sort((a, b) -> Double.compare(b[0], a[0]));
    double sum = 0;
    for (int r = 0; r <= 100; r++) {
      double best = 0;
      int hits = 0;
      for (int i = 0; i < outcomes.size(); i++) {
        hits += (int) outcomes.get(i)[1];
        boolean last = i + 1 == outcomes.size() || outcomes.get(i + 1)[0] != outcomes.get(i)[0];
        if (last && (double) hits / positives >= r / 100.0 - 1e-12) {
          best = Math.max(best, (double) hits / (i + 1));
        }
      }
      sum += best;
    }
    return sum / 101;
  }

  @Test
  void meanOverlap_isOverTheClassesThatAreThere() {
    MeanOverlap overlap = new MeanOverlap();
    overlap.add(places(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}));
    overlap.add(places(new int[] {0, 2, 2, 2}, new int[] {0, 0, 2, 2}));

    // Class 0: 2 of 4 (one lost to 1, one to 2); class 1: 2 of 3; class 2: 2 of 3.
    assertThat(overlap.points()).isCloseTo(100 * (2 / 4.0 + 2 / 3.0 + 2 / 3.0) / 3, within(EXACT));
    assertThat(overlap.points(new int[] {3, 0}))
        .isCloseTo(100 * (1 / 2.0 + 2 / 3.0) / 2, within(EXACT));
  }

  private static MeanOverlap.Places places(int[] found, int[] wanted) {
    MeanOverlap.Places places = new MeanOverlap.Places();
    for (int i = 0; i < found.length; i++) {
      places.add(found[i], wanted[i]);
    }
    return places;
  }

  @Test
  void auroc_countsThePairs() {
    SplittableRandom random = new SplittableRandom(7);
    Auroc auroc = new Auroc();
    PixelAuroc pixels = new PixelAuroc();
    List<double[]> all = new ArrayList<>();
    for (int image = 0; image < 60; image++) {
      boolean unusual = image % 3 == 0;
      // Whole numbers, so that there are ties.
      double score = random.nextInt(unusual ? 12 : 8);
      auroc.add(score, unusual);
      PixelAuroc.Places places = pixels.places();
      places.add((float) score, unusual);
      pixels.add(places);
      all.add(new double[] {score, unusual ? 1 : 0});
    }
    double expected = pairs(all);

    assertThat(auroc.points()).isCloseTo(expected, within(EXACT));
    assertThat(pixels.tally().points()).isCloseTo(expected, within(EXACT));
    int[] ones = new int[60];
    Arrays.fill(ones, 1);
    assertThat(pixels.tally().points(ones)).isCloseTo(expected, within(EXACT));
  }

  private static double pairs(List<double[]> all) {
    double won = 0;
    double count = 0;
    for (double[] one : all) {
      for (double[] other : all) {
        if (one[1] == 1 && other[1] == 0) {
          won += one[0] > other[0] ? 1 : one[0] == other[0] ? 0.5 : 0;
          count++;
        }
      }
    }
    return 100 * won / count;
  }

  @Test
  void aurocOfSoundImagesAlone_isNoNumber() {
    Auroc auroc = new Auroc();
    auroc.add(1, false);

    assertThat(auroc.points()).isNaN();
  }

  @Test
  void classesOfPixels_areNearTheExactAreaForResamples() {
    SplittableRandom random = new SplittableRandom(8);
    PixelAuroc pixels = new PixelAuroc();
    for (int image = 0; image < 10; image++) {
      PixelAuroc.Places places = pixels.places();
      for (int i = 0; i < 5000; i++) {
        boolean unusual = random.nextInt(10) == 0;
        places.add((float) (random.nextDouble() + (unusual ? 0.3 : 0)), unusual);
      }
      pixels.add(places);
    }
    int[] ones = new int[10];
    Arrays.fill(ones, 1);

    assertThat(pixels.tally().points(ones)).isCloseTo(pixels.tally().points(), within(0.02));
  }

  @Test
  void rankCorrelation_isSpearmans() {
    // Ranks 1 2 3 4 5 and 2 1 4 3 5: 1 - 6 * 4 / (5 * 24) = 0.8.
    RankCorrelation ranks = new RankCorrelation();
    double[] other = {20, 10, 400, 300, 500};
    for (int i = 0; i < other.length; i++) {
      ranks.add(i, other[i]);
    }

    assertThat(ranks.points()).isCloseTo(80, within(EXACT));
  }

  @Test
  void bootstrap_coversWhatChanceDoes() {
    MeanTally subject = new MeanTally();
    MeanTally reference = new MeanTally();
    SplittableRandom random = new SplittableRandom(9);
    double sum = 0;
    double square = 0;
    for (int i = 0; i < 400; i++) {
      double difference = random.nextDouble() - 0.6;
      subject.add(0.5 + difference / 2);
      reference.add(0.5);
      sum += 50 * difference;
      square += 2500 * difference * difference;
    }
    double mean = sum / 400;
    double deviation = Math.sqrt((square / 400 - mean * mean) / 400);
    Bootstrap bootstrap = Bootstrap.of(subject, reference);

    assertThat(bootstrap.points()).isCloseTo(mean, within(1e-9));
    assertThat(bootstrap.percentile(0.025)).isCloseTo(mean - 1.96 * deviation, within(0.3));
    assertThat(bootstrap.percentile(0.975)).isCloseTo(mean + 1.96 * deviation, within(0.3));
  }

  @Test
  void matchedBoxes_areThoseOfOneClassAndPlace() {
    List<Box> one = List.of(box(0, 1, 0), box(1, 1, 20));
    List<Box> other = List.of(box(0, 1, 1), box(0, 1, 20), box(1, 1, 90));

    assertThat(BoxJudge.matched(one, one)).isEqualTo(1);
    assertThat(BoxJudge.matched(one, other)).isEqualTo(2.0 / 5);
    assertThat(BoxJudge.matched(List.of(), List.of())).isEqualTo(1);
    assertThat(BoxJudge.matched(one, List.of())).isZero();
  }
}
