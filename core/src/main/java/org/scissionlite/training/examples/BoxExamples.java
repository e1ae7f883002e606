package org.scissionlite.training.examples;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Truth;

/**
 * Examples with their boxes as their target: a table [1,M,{@value #FIELDS}] of float32, M the most
 * boxes of an example. A row has the number of the class, left, top, right and bottom in shares of
 * the model's input, and whether it is a crowd; rows that stand for nothing have the class {@value
 * #NOTHING}.
 */
public final class BoxExamples extends ExamplesWithTargets {
  /** Of a row. */
  public static final int FIELDS = 6;

  /** The class of a row without a box. */
  public static final int NOTHING = -1;

  private final List<List<Truth.Marked>> boxes;
  private final int most;

  /**
   * Examples whose boxes are known.
   *
   * @param source with boxes marked on every example
   * @param classes of the model
   * @throws UsageException if an example has no boxes marked, or one of a class that the model does
   *     not have
   */
  public BoxExamples(Examples source, int classes) {
    super(source);
    this.boxes =
        IntStream.range(0, source.size()).mapToObj(index -> seen(source, index, classes)).toList();
    this.most = boxes.stream().mapToInt(List::size).max().orElse(0);
  }

  private static List<Truth.Marked> seen(Examples source, int index, int classes) {
    Marked marked =
        source
            .marked(index)
            .orElseThrow(
                () ->
                    new UsageException(
                        "training image %d has no boxes; name their file or folder with --annotations"
                            .formatted(index)));
    Judge.View view = marked.view();
    return ((Truth.Boxes) marked.truth())
        .boxes().stream()
            .map(each -> new Truth.Marked(inView(each.box(), view), each.crowd()))
            .filter(each -> each.box().area() > 0)
            .map(each -> known(each, index, classes))
            .toList();
  }

  private static Box inView(Box box, Judge.View view) {
    return box.placed(
            -view.left() / view.width(),
            -view.top() / view.height(),
            1 / view.width(),
            1 / view.height())
        .clipped(1, 1);
  }

  private static Truth.Marked known(Truth.Marked marked, int index, int classes) {
    if (marked.box().label() >= classes) {
      throw new UsageException(
          "training image %d: a box has class %d, the model has the classes 0 to %d"
              .formatted(index, marked.box().label(), classes - 1));
    }
    return marked;
  }

  @Override
  public Optional<Tensor> target(int index) {
    float[] rows = new float[Math.max(1, most) * FIELDS];
    List<Truth.Marked> some = boxes.get(index);
    for (int i = 0; i * FIELDS < rows.length; i++) {
      rows[i * FIELDS] = NOTHING;
      if (i < some.size()) {
        Box box = some.get(i).box();
        rows[i * FIELDS] = box.label();
        rows[i * FIELDS + 1] = (float) box.left();
        rows[i * FIELDS + 2] = (float) box.top();
        rows[i * FIELDS + 3] = (float) box.right();
        rows[i * FIELDS + 4] = (float) box.bottom();
        rows[i * FIELDS + 5] = some.get(i).crowd() ? 1 : 0;
      }
    }
    return Optional.of(Tensor.ofFloats(Shape.of(1, Math.max(1, most), FIELDS), rows));
  }

  /**
   * The boxes of a table, of any number of rows.
   *
   * @param table the numbers of all tables of a batch, one after another
   * @param rows of one table
   */
  public static List<Truth.Marked> boxes(float[] table, int image, int rows) {
    return IntStream.range(0, rows)
        .map(row -> (image * rows + row) * FIELDS)
        .filter(at -> table[at] >= 0)
        .mapToObj(
            at ->
                new Truth.Marked(
                    new Box(
                        (int) table[at],
                        1,
                        table[at + 1],
                        table[at + 2],
                        table[at + 3],
                        table[at + 4]),
                    table[at + 5] > 0))
        .toList();
  }
}
