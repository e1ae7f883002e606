package org.scissionlite.cli.train;

import java.util.List;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;

/** What a model is taught from a folder of images. */
sealed interface Lesson permits ClassLesson, AreaLesson, BoxLesson {
  /** The names of the classes, in the order of the model's. */
  List<String> classes();

  /** The images as inputs of a model, with what is right. */
  TrainingData data(Preprocessing preprocessing, ModelGraph graph, long seed);

  /** What is made small, for a model whose answers suit. */
  Objective objective(ModelGraph graph);

  /** What is counted as right, in a word. */
  String right();

  /** What the best epoch is chosen on, in words. */
  String validation();

  /** What a person should know of how the folder is read. */
  List<String> notes();
}
