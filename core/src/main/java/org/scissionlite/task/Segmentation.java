package org.scissionlite.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * A class for each place of the picture.
 *
 * @param output its name
 * @param form what it holds
 * @param classes how many; 0 where that is not known
 * @param width of the map
 * @param height of the map
 */
public record Segmentation(String output, Form form, int classes, int width, int height)
    implements Task {
  static final String KIND = "segmentation";
  private static final String OUTPUT = "output";
  private static final String FORM = "form";

  /** What an output of a segmenter holds. */
  public enum Form {
    /** Scores [1,C,H,W]. */
    NCHW,
    /** Scores [1,H,W,C]. */
    NHWC,
    /** Numbers of classes, [1,H,W], [H,W] or [1,1,H,W]. */
    MAP,
    /** One score a place, [1,1,H,W], [1,H,W,1] or [1,H,W]: above one half it is class 1, else 0. */
    BINARY
  }

  static Segmentation parse(TaskSpec spec, ModelEnds ends) {
    spec.requireOnly(List.of(OUTPUT, FORM));
    TensorSpec output =
        spec.setting(OUTPUT)
            .map(ends::output)
            .or(
                () ->
                    ends.outputs().stream()
                        .filter(each -> form(each, ends).isPresent())
                        .findFirst())
            .orElseThrow(
                () ->
                    new UsageException(
                        "task segmentation: expected an output of scores [1,C,H,W] or [1,H,W,C], or of classes [1,H,W], got "
                            + ends.outputs()));
    Form form =
        spec.choice(FORM, Form.class)
            .or(() -> form(output, ends))
            .orElseThrow(() -> misfit(output, "a map"));
    return of(output, form, ends);
  }

  /** What an output of a segmenter holds, by its shape; nothing where it is no map. */
  static Optional<Form> form(TensorSpec output, ModelEnds ends) {
    Shape shape = output.shape();
    if (Numbers.areWhole(output)) {
      return plane(shape).isPresent() ? Optional.of(Form.MAP) : Optional.empty();
    }
    if (!Numbers.areFractions(output)) {
      return Optional.empty();
    }
    if (plane(shape).isPresent()) {
      return Optional.of(Form.BINARY);
    }
    if (shape.rank() != 4 || shape.dim(0) != 1) {
      return Optional.empty();
    }
    boolean last =
        ends.picture()
            .filter(size -> shape.dim(1) == size.height() && shape.dim(2) == size.width())
            .isPresent();
    return Optional.of(last ? Form.NHWC : Form.NCHW);
  }

  /** The rows and columns of a map without channels: of sides above 1 there are the last two. */
  static Optional<ModelEnds.Size> plane(Shape shape) {
    List<Integer> sides = shape.dims().stream().filter(dim -> dim != 1).toList();
    return sides.size() == 2 && shape.rank() <= 4
        ? Optional.of(new ModelEnds.Size(sides.get(1), sides.get(0)))
        : Optional.empty();
  }

  static Segmentation of(TensorSpec output, Form form, ModelEnds ends) {
    Shape shape = output.shape();
    if (form == Form.MAP || form == Form.BINARY) {
      ModelEnds.Size size = plane(shape).orElseThrow(() -> misfit(output, "one value a place"));
      int classes = form == Form.BINARY ? 2 : ends.labels().size();
      return new Segmentation(output.name(), form, classes, size.width(), size.height());
    }
    if (shape.rank() != 4 || shape.dim(0) != 1) {
      throw misfit(output, form == Form.NCHW ? "[1,C,H,W]" : "[1,H,W,C]");
    }
    int classes = shape.dim(form == Form.NCHW ? 1 : 3);
    int height = shape.dim(form == Form.NCHW ? 2 : 1);
    int width = shape.dim(form == Form.NCHW ? 3 : 2);
    if (classes < 1 || classes > ClassMask.MOST_CLASSES || width < 1 || height < 1) {
      throw misfit(output, "1 to 65,536 classes");
    }
    return new Segmentation(output.name(), form, classes, width, height);
  }

  private static UsageException misfit(TensorSpec output, String expected) {
    return new UsageException(
        "task segmentation, output %s: expected %s; name another with output=NAME or form=FORM"
            .formatted(output, expected));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String spec() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(OUTPUT, output);
    settings.put(FORM, TaskSpec.lower(form));
    return new TaskSpec(KIND, settings).toString();
  }

  @Override
  public ClassMask read(Map<String, Tensor> outputs) {
    Tensor found = Task.output(outputs, output);
    char[] mask = new char[Math.multiplyExact(width, height)];
    requireElements(
        found, (long) mask.length * (form == Form.NCHW || form == Form.NHWC ? classes : 1));
    if (form == Form.MAP) {
      long[] values = Numbers.longs(found);
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (char) Math.max(0, Math.min(ClassMask.MOST_CLASSES - 1, values[i]));
      }
      return new ClassMask(width, height, mask);
    }
    float[] values = Numbers.floats(found);
    if (form == Form.BINARY) {
      binary(values, mask);
    } else {
      best(values, mask);
    }
    return new ClassMask(width, height, mask);
  }

  private void requireElements(Tensor found, long expected) {
    if (found.shape().elements() != expected) {
      throw new ScissionLiteException(
          "output '%s': expected %d elements, got %s".formatted(output, expected, found.type()));
    }
  }

  /** Probabilities are compared with one half, logits with 0. */
  private static void binary(float[] values, char[] mask) {
    boolean shares = true;
    for (float value : values) {
      shares &= value >= 0 && value <= 1;
    }
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (char) (values[i] > (shares ? 0.5 : 0) ? 1 : 0);
    }
  }

  private void best(float[] values, char[] mask) {
    int stride = form == Form.NCHW ? mask.length : 1;
    for (int place = 0; place < mask.length; place++) {
      int first = form == Form.NCHW ? place : place * classes;
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = values[first + c * stride] > values[first + best * stride] ? c : best;
      }
      mask[place] = (char) best;
    }
  }
}
