package org.scissionlite.training.search.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.ClassScores;
import org.scissionlite.task.Classification;

/**
 * What the uncut model answers to some images, with the margins between its best classes: how much
 * a layer has to change to change the answer, and how likely a right answer is lost by that.
 */
final class UncutAnswers implements Reference {
  private final Classification task;
  private final List<OptionalInt> labels;
  private final List<ClassRanking> rankings;

  private UncutAnswers(Classification task, List<OptionalInt> labels, List<ClassRanking> rankings) {
    this.task = task;
    this.labels = labels;
    this.rankings = rankings;
  }

  /**
   * The answers to images.
   *
   * @param task reads the answers of models with a layer
   * @param scores of the classes, one an image
   * @param labels of the images, in the same order
   */
  static UncutAnswers of(Classification task, List<ClassScores> scores, List<OptionalInt> labels) {
    double temperature = Temperature.of(scores, labels);
    List<ClassRanking> rankings = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      rankings.add(ClassRanking.of(scores.get(i), labels.get(i), temperature));
    }
    return new UncutAnswers(task, List.copyOf(labels), List.copyOf(rankings));
  }

  @Override
  public Count count() {
    return new TrialCount(this);
  }

  ClassScores read(Map<String, Tensor> outputs) {
    return task.read(outputs);
  }

  /** Whether it is known how far the best class is above the others. */
  boolean hasMargins() {
    return !task.index();
  }

  int images() {
    return rankings.size();
  }

  /** Whether the classes of all images are known. */
  boolean isLabelled() {
    return labels.stream().allMatch(OptionalInt::isPresent);
  }

  /** The class that the model decides for. */
  int best(int image) {
    return rankings.get(image).best();
  }

  /** The right class; without labels the one that the model decides for. */
  int truth(int image) {
    return isLabelled() ? labels.get(image).getAsInt() : best(image);
  }

  ClassRanking ranking(int image) {
    return rankings.get(image);
  }
}
