package org.scissionlite.training.examples;

import java.util.Optional;
import java.util.OptionalInt;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Truth;

/**
 * Inputs of a model to train on or to check with, in a fixed order.
 *
 * <p>An implementation may decode an image each time it is asked for, or hold all in memory: 818
 * images of [1,3,128,128] float32 are 161 MB.
 */
public interface Examples {
  int size();

  /** The model's input for an example, of the model's input type, batch 1. */
  Tensor input(int index);

  /** The class of an example, from 0; empty where it is not known. */
  OptionalInt label(int index);

  /** What the model is to give for an example, of its output's type; empty where labels say it. */
  default Optional<Tensor> target(int index) {
    return Optional.empty();
  }

  /** A hash over all inputs and labels, for the report. */
  String sha256();

  /**
   * What is right for an image where a class does not say it: boxes, areas, anomalies.
   *
   * @param view what part of the picture is in the model's input
   */
  record Marked(Truth truth, Judge.View view) {}

  /** What is right for an image, where that is known and no class. */
  default Optional<Marked> marked(int index) {
    return Optional.empty();
  }
}
