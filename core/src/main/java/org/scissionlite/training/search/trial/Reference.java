package org.scissionlite.training.search.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.ClassScores;
import org.scissionlite.task.Classification;
import org.scissionlite.task.Task;
import org.scissionlite.training.examples.Examples;

/** What the uncut model answers to some images, which models with a layer are held against. */
sealed interface Reference permits UncutAnswers, UncutReadings {
  /** Nothing counted yet of a model with a layer. */
  Count count();

  /** The measure that layers are held against it by; empty where answers are counted. */
  default Optional<String> measure() {
    return Optional.empty();
  }

  /** Counts the answers of a model with a layer, image by image. */
  interface Count {
    /** Counts the next image. */
    void add(Map<String, Tensor> outputs, long payloadBytes);

    /** What was counted. */
    SearchTrial trial(String spec);
  }

  /**
   * The answers to images.
   *
   * @param task how they read
   * @param outputs of the uncut model, one map an image
   * @param images in the same order
   * @param measure of other tasks than classification; empty for the first that the labels define
   */
  static Reference of(
      Task task, List<Map<String, Tensor>> outputs, Examples images, Optional<String> measure) {
    if (!(task instanceof Classification classification)) {
      return UncutReadings.of(task, outputs, images, measure);
    }
    List<ClassScores> scores = outputs.stream().map(classification::read).toList();
    List<OptionalInt> labels = IntStream.range(0, images.size()).mapToObj(images::label).toList();
    return UncutAnswers.of(classification, scores, labels);
  }
}
