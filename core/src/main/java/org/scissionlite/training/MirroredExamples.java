package org.scissionlite.training;

import java.nio.FloatBuffer;
import java.util.OptionalInt;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * Examples, and each of them again with left and right exchanged: 500 images become 1,000.
 *
 * @param source images of rank 4, float32
 * @param layout where the width is
 */
public record MirroredExamples(Examples source, Layout layout) implements Examples {
  @Override
  public int size() {
    return 2 * source.size();
  }

  @Override
  public Tensor input(int index) {
    Tensor image = source.input(index % source.size());
    return index < source.size() ? image : mirrored(image);
  }

  private Tensor mirrored(Tensor image) {
    Shape shape = image.shape();
    int axis = layout == Layout.NCHW ? 3 : 2;
    int width = shape.dim(axis);
    int inner = layout == Layout.NCHW ? 1 : shape.dim(3);
    Tensor mirrored = Tensor.zeros(image.type());
    FloatBuffer target = mirrored.floats();
    FloatBuffer values = image.floats();
    int rows = values.limit() / (width * inner);
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        int from = (row * width + width - 1 - x) * inner;
        target.put((row * width + x) * inner, values, from, inner);
      }
    }
    return mirrored;
  }

  @Override
  public OptionalInt label(int index) {
    return source.label(index % source.size());
  }

  @Override
  public String sha256() {
    return Sha256.of(source.sha256() + " mirrored");
  }
}
