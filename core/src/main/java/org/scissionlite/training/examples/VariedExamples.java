package org.scissionlite.training.examples;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * Examples, and each of them again in variants: a window of 0.75 to 1 of each side, at a place by
 * chance, enlarged to the full size, and every second one with left and right exchanged. 450 images
 * with 4 variants become 1,800 examples, the first 450 of them as they are.
 *
 * @param source images of rank 4, float32, one an example
 * @param layout where height and width are
 * @param variants how often each image is there, itself included; at least 1
 * @param seed of the windows; the same seed gives the same examples
 */
public record VariedExamples(Examples source, Layout layout, int variants, long seed)
    implements Examples {
  private static final double SMALLEST_WINDOW = 0.75;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  public VariedExamples {
    if (variants < 1) {
      throw new UsageException("variants of an image: expected 1 or more, got " + variants);
    }
  }

  @Override
  public int size() {
    return Math.multiplyExact(variants, source.size());
  }

  @Override
  public Tensor input(int index) {
    Tensor image = source.input(index % source.size());
    return index < source.size() ? image : varied(image, new Random(seed ^ SPREAD * index));
  }

  private Tensor varied(Tensor image, Random random) {
    Shape shape = image.shape();
    boolean planes = layout == Layout.NCHW;
    Axis rows = Axis.of(shape.dim(planes ? 2 : 1), random, false);
    Axis columns = Axis.of(shape.dim(planes ? 3 : 2), random, random.nextBoolean());
    int between = planes ? 1 : shape.dim(3);
    Tensor varied = Tensor.zeros(image.type());
    FloatBuffer from = image.floats();
    FloatBuffer to = varied.floats();
    int plane = rows.size() * columns.size() * between;
    for (int start = 0; start < from.limit(); start += plane) {
      for (int y = 0; y < rows.size(); y++) {
        int above = start + rows.before(y) * columns.size() * between;
        int below = start + rows.after(y) * columns.size() * between;
        float down = rows.share(y);
        for (int x = 0; x < columns.size(); x++) {
          int left = columns.before(x) * between;
          int right = columns.after(x) * between;
          float along = columns.share(x);
          for (int c = 0; c < between; c++) {
            float upper = mix(from.get(above + left + c), from.get(above + right + c), along);
            float lower = mix(from.get(below + left + c), from.get(below + right + c), along);
            to.put(mix(upper, lower, down));
          }
        }
      }
    }
    return varied;
  }

  private static float mix(float one, float other, float share) {
    return one + (other - one) * share;
  }

  /**
   * Where the elements along one side come from.
   *
   * @param size of the side, before and after
   * @param first position of the first element, in elements of the source
   * @param stride from one to the next, in elements of the source; negative to exchange the ends
   */
  private record Axis(int size, double first, double stride) {
    static Axis of(int size, Random random, boolean exchanged) {
      double share = SMALLEST_WINDOW + (1 - SMALLEST_WINDOW) * random.nextDouble();
      double first = random.nextDouble() * size * (1 - share) + (share - 1) / 2;
      return exchanged
          ? new Axis(size, first + (size - 1) * share, -share)
          : new Axis(size, first, share);
    }

    private double position(int index) {
      return Math.max(0, Math.min(size - 1, first + stride * index));
    }

    int before(int index) {
      return (int) position(index);
    }

    int after(int index) {
      return Math.min(size - 1, before(index) + 1);
    }

    float share(int index) {
      return (float) (position(index) - before(index));
    }
  }

  @Override
  public OptionalInt label(int index) {
    return source.label(index % source.size());
  }

  @Override
  public String sha256() {
    return Sha256.of(
        String.format(
            Locale.ROOT, "%s in %d variants of seed %d", source.sha256(), variants, seed));
  }
}
