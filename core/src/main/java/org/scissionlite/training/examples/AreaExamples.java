package org.scissionlite.training.examples;

import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Mask;
import org.scissionlite.task.truth.Truth;

/**
 * Examples with the class of each place as their target: a map [1,1,H,W] of class numbers as
 * float32, {@value Mask#IGNORED} where none counts or the picture does not reach.
 */
public final class AreaExamples extends ExamplesWithTargets {
  private final int classes;
  private final Shape shape;
  private final byte[][] targets;

  /**
   * Examples whose masks are known.
   *
   * @param source with areas marked on every example
   * @param classes of the model
   * @param width of its map of classes
   * @param height of its map of classes
   */
  public AreaExamples(Examples source, int classes, int width, int height) {
    super(source);
    this.classes = classes;
    this.shape = Shape.of(1, 1, height, width);
    this.targets = new byte[source.size()][];
  }

  /**
   * The map of an example.
   *
   * @throws UsageException if it has no mask, or one with a class that the model does not have
   */
  @Override
  public Optional<Tensor> target(int index) {
    if (targets[index] == null) {
      Marked marked =
          marked(index)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "training image %d has no mask; name their folder with --masks"
                              .formatted(index)));
      targets[index] = map(index, ((Truth.Areas) marked.truth()).mask(), marked.view());
    }
    float[] values = new float[targets[index].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = targets[index][i] & 0xFF;
    }
    return Optional.of(Tensor.ofFloats(shape, values));
  }

  private byte[] map(int index, Mask mask, Judge.View view) {
    int width = shape.dim(3);
    int height = shape.dim(2);
    byte[] map = new byte[width * height];
    for (int y = 0; y < height; y++) {
      double row = view.top() + (y + 0.5) / height * view.height();
      for (int x = 0; x < width; x++) {
        double column = view.left() + (x + 0.5) / width * view.width();
        map[y * width + x] = (byte) at(index, mask, column, row);
      }
    }
    return map;
  }

  private int at(int index, Mask mask, double column, double row) {
    if (column < 0 || column >= 1 || row < 0 || row >= 1) {
      return Mask.IGNORED;
    }
    int found = mask.at((int) (column * mask.width()), (int) (row * mask.height()));
    if (found != Mask.IGNORED && found >= classes) {
      throw new UsageException(
          "training image %d: its mask has class %d, the model has the classes 0 to %d"
              .formatted(index, found, classes - 1));
    }
    return found;
  }
}
