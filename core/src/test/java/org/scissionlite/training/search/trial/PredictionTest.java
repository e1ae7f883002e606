package org.scissionlite.training.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.ClassScores;
import org.scissionlite.task.Classification;

/**
 * A model whose probabilities are right, and a layer that adds noise to its scores: on many images
 * the drop that labels show is the one that is predicted on few.
 */
class PredictionTest {
  private static final int CLASSES = 6;
  private static final int MANY = 20_000;
  private static final int FEW = 300;

  /** Scores of images, labels drawn by their probabilities, and the scores with a layer. */
  private record World(List<Tensor> scores, List<OptionalInt> labels, List<Tensor> found) {
    static World of(int images, double noise, double sureness, long seed) {
      Random random = new Random(seed);
      World world = new World(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < images; i++) {
        float[] scores = new float[CLASSES];
        float[] found = new float[CLASSES];
        for (int c = 0; c < CLASSES; c++) {
          scores[c] = (float) (3 * random.nextGaussian());
          found[c] = (float) (scores[c] + noise * random.nextGaussian());
        }
        world.labels.add(OptionalInt.of(drawn(scores, random.nextDouble())));
        world.scores.add(tensor(scores, sureness));
        world.found.add(tensor(found, sureness));
      }
      return world;
    }

    /** A model that is too sure multiplies its scores. */
    private static Tensor tensor(float[] scores, double sureness) {
      float[] scaled = scores.clone();
      for (int c = 0; c < CLASSES; c++) {
        scaled[c] *= (float) sureness;
      }
      return Tensor.ofFloats(Shape.of(1, CLASSES), scaled);
    }

    private static int drawn(float[] scores, double chance) {
      double sum = 0;
      for (float score : scores) {
        sum += Math.exp(score);
      }
      double left = chance * sum;
      int drawn = 0;
      while (drawn < CLASSES - 1 && left > Math.exp(scores[drawn])) {
        left -= Math.exp(scores[drawn++]);
      }
      return drawn;
    }

    double dropPoints() {
      int drop = 0;
      for (int i = 0; i < scores.size(); i++) {
        int label = labels.get(i).getAsInt();
        drop += ClassScores.of(scores.get(i)).best() == label ? 1 : 0;
        drop -= ClassScores.of(found.get(i)).best() == label ? 1 : 0;
      }
      return 100.0 * drop / scores.size();
    }

    double changedShare() {
      int changed = 0;
      for (int i = 0; i < scores.size(); i++) {
        int before = ClassScores.of(scores.get(i)).best();
        changed += ClassScores.of(found.get(i)).best() == before ? 0 : 1;
      }
      return (double) changed / scores.size();
    }

    SearchTrial trial() {
      Classification task = new Classification("scores", false, 0);
      List<ClassScores> uncut = scores.stream().map(ClassScores::of).toList();
      TrialCount count = new TrialCount(UncutAnswers.of(task, uncut, labels));
      found.forEach(each -> count.add(ClassScores.of(each), 1));
      return count.trial("q8");
    }
  }

  @Test
  void dropOfManyImages_isPredictedOnFew() {
    for (double noise : new double[] {0.3, 0.6, 1.2}) {
      double truth = World.of(MANY, noise, 1, 5).dropPoints();
      for (long seed = 0; seed < 5; seed++) {
        SearchTrial few = World.of(FEW, noise, 1, 100 + seed).trial();
        double spread = 100 * few.expectedDrop().deviation();
        assertThat(few.expectedDropPoints()).isCloseTo(truth, within(3 * spread));
        assertThat(100 * few.prediction().lost()).isCloseTo(truth, within(0.4 * truth));
      }
    }
  }

  @Test
  void prediction_variesFarLessThanCounts() {
    double ofCounts = 0;
    double ofPredictions = 0;
    double truth = World.of(MANY, 0.6, 1, 5).dropPoints();
    for (long seed = 0; seed < 20; seed++) {
      SearchTrial few = World.of(FEW, 0.6, 1, seed).trial();
      ofCounts += Math.pow(few.dropPoints() - truth, 2);
      ofPredictions += Math.pow(100 * few.prediction().lost() - truth, 2);
    }
    assertThat(ofPredictions).isLessThan(ofCounts / 9);
  }

  @Test
  void modelThatIsTooSure_isSetRightByTheLabels() {
    SearchTrial right = World.of(FEW, 0.6, 1, 3).trial();
    SearchTrial sure = World.of(FEW, 0.6, 3, 3).trial();
    assertThat(sure.prediction().changed()).isCloseTo(right.prediction().changed(), within(1e-3));
    assertThat(sure.prediction().lost())
        .isCloseTo(right.prediction().lost(), within(0.2 * right.prediction().lost()));
  }

  @Test
  void shareThatChanges_isPredictedToo() {
    double changed = World.of(MANY, 0.6, 1, 5).changedShare();
    assertThat(World.of(FEW, 0.6, 1, 9).trial().prediction().changed())
        .isCloseTo(changed, within(0.2 * changed));
  }

  @Test
  void layerThatChangesNothing_losesNothing() {
    SearchTrial same = World.of(FEW, 0, 1, 4).trial();
    assertThat(same.prediction()).isEqualTo(new Prediction(0, 0, 0, 0, 0));
    assertThat(same.expectedDropPoints()).isZero();
    assertThat(same.expectedDrop().deviation()).isPositive();
  }

  @Test
  void probabilities_areReadAsSuch() {
    World world = World.of(FEW, 0.6, 1, 3);
    World softened =
        new World(
            world.scores().stream().map(PredictionTest::softmax).toList(),
            world.labels(),
            world.found().stream().map(PredictionTest::softmax).toList());
    assertThat(softened.trial().prediction().lost())
        .isCloseTo(world.trial().prediction().lost(), within(1e-5));
  }

  private static Tensor softmax(Tensor scores) {
    float[] values = scores.toFloats();
    double sum = 0;
    for (float value : values) {
      sum += Math.exp(value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Math.exp(values[i]) / sum);
    }
    return Tensor.ofFloats(scores.shape(), values);
  }
}
