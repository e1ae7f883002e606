package org.scissionlite.cli.answer;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.FittedView;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Reading;
import org.scissionlite.task.Task;

/**
 * Reads the answers of a model by its task.
 *
 * @param task in writing; empty where the outputs tell it
 * @param labels of the classes
 * @param preprocessing from picture to input
 * @param inputs of the model
 */
public record AnswerReader(
    String task, List<String> labels, Preprocessing preprocessing, List<TensorSpec> inputs) {
  public AnswerReader {
    labels = List.copyOf(labels);
    inputs = List.copyOf(inputs);
  }

  /**
   * An answer that was read.
   *
   * @param task by which
   * @param reading what it says
   */
  public record Read(Task task, Reading reading) {}

  /**
   * Reads an answer.
   *
   * @throws org.scissionlite.error.UsageException if the task does not suit the outputs
   */
  public Read read(Map<String, Tensor> outputs) {
    Task found = Task.parse(task, ModelEnds.of(inputs, outputs, labels));
    return new Read(found, found.read(outputs));
  }

  /** What the model saw of the picture of an answer, where its name is that of a file. */
  public Optional<FittedView> view(String name) {
    try {
      Path file = Path.of(name);
      return Files.isRegularFile(file)
          ? Optional.of(FittedView.of(ImageFiles.read(file), preprocessing, inputs.get(0)))
          : Optional.empty();
    } catch (InvalidPathException | ScissionLiteException e) {
      return Optional.empty();
    }
  }
}
