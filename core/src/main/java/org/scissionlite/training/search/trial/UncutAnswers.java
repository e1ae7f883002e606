package org.scissionlite.training.search.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.ClassScores;

/**
 * What the uncut model answers to some images, with the margins between its best classes: how much
 * a layer has to change to change the answer, and how likely a right answer is lost by that.
 */
final class UncutAnswers {
  private final List<OptionalInt> labels;
  private final List<ClassRanking> rankings;

  private UncutAnswers(List<OptionalInt> labels, List<ClassRanking> rankings) {
    this.labels = labels;
    this.rankings = rankings;
  }

  /**
   * The answers to images.
   *
   * @param outputs the scores of the classes, one an image
   * @param labels of the images, in the same order
   */
  static UncutAnswers of(List<Tensor> outputs, List<OptionalInt> labels) {
    List<ClassScores> scores = outputs.stream().map(ClassScores::of).toList();
    double temperature = Temperature.of(scores, labels);
    List<ClassRanking> rankings = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      rankings.add(ClassRanking.of(scores.get(i), labels.get(i), temperature));
    }
    return new UncutAnswers(List.copyOf(labels), List.copyOf(rankings));
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
