package org.scissionlite.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * What is known of a model from outside, by which its task is found out.
 *
 * @param inputs what it takes
 * @param outputs what it answers with, in its order; texts are left out, as no task reads them
 * @param labels the names of its classes; empty where they are not known
 */
public record ModelEnds(List<TensorSpec> inputs, List<TensorSpec> outputs, List<String> labels) {
  private static final List<Integer> COLOURS = List.of(1, 3, 4);

  public ModelEnds {
    inputs = List.copyOf(inputs);
    outputs = outputs.stream().filter(each -> !each.type().isText()).toList();
    labels = List.copyOf(labels);
  }

  /** The ends of a model whose answer is at hand. */
  public static ModelEnds of(
      List<TensorSpec> inputs, Map<String, Tensor> answer, List<String> labels) {
    List<TensorSpec> outputs =
        answer.entrySet().stream()
            .map(each -> new TensorSpec(each.getKey(), each.getValue().type()))
            .toList();
    return new ModelEnds(inputs, outputs, labels);
  }

  /** The size of the picture that the model takes: [1,3,H,W] or [1,H,W,3]; else nothing. */
  Optional<Size> picture() {
    return inputs.size() == 1 ? pictureOf(inputs.get(0).shape()) : Optional.empty();
  }

  private static Optional<Size> pictureOf(Shape shape) {
    if (shape.rank() != 4) {
      return Optional.empty();
    }
    if (COLOURS.contains(shape.dim(1))) {
      return Optional.of(new Size(shape.dim(3), shape.dim(2)));
    }
    return COLOURS.contains(shape.dim(3))
        ? Optional.of(new Size(shape.dim(2), shape.dim(1)))
        : Optional.empty();
  }

  /**
   * The size of the picture that the model takes.
   *
   * @throws UsageException if it takes none
   */
  Size requirePicture() {
    return picture()
        .orElseThrow(
            () ->
                new UsageException(
                    "a task with boxes or maps needs a model of one picture, [1,C,H,W] or [1,H,W,C]; this one has the inputs "
                        + inputs));
  }

  /**
   * An output by its name.
   *
   * @throws UsageException if there is none; lists those that there are
   */
  public TensorSpec output(String name) {
    return outputs.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UsageException.unknownName(
                    "output", name, outputs.stream().map(TensorSpec::name).toList()));
  }

  /** A width and a height in pixels. */
  record Size(int width, int height) {}
}
