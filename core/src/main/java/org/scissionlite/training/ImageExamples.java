package org.scissionlite.training;

import java.util.List;
import java.util.OptionalInt;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Image files as examples, decoded once and held in memory while that takes at most 2 GB, else
 * decoded each time.
 */
public final class ImageExamples implements Examples {
  private static final long MOST_BYTES = 2_000_000_000;

  private final List<LabelledImages.Labelled> images;
  private final Preprocessing preprocessing;
  private final TensorSpec input;
  private final Tensor[] decoded;

  /**
   * @param input the model's input
   */
  public ImageExamples(LabelledImages images, Preprocessing preprocessing, TensorSpec input) {
    this.images = images.images();
    this.preprocessing = preprocessing;
    this.input = input;
    boolean fits = Math.multiplyExact(input.bytes(), (long) this.images.size()) <= MOST_BYTES;
    this.decoded = new Tensor[fits ? this.images.size() : 0];
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public Tensor input(int index) {
    if (index < decoded.length && decoded[index] != null) {
      return decoded[index];
    }
    Tensor tensor =
        ImageTensors.of(ImageFiles.read(images.get(index).file()), preprocessing, input);
    if (index < decoded.length) {
      decoded[index] = tensor;
    }
    return tensor;
  }

  @Override
  public OptionalInt label(int index) {
    return OptionalInt.of(images.get(index).label());
  }

  /** A hash over the files' bytes, their labels, the preprocessing and the input's type. */
  @Override
  public String sha256() {
    StringBuilder parts = new StringBuilder(preprocessing + " " + input.type());
    images.forEach(
        image -> parts.append(' ').append(image.label()).append(Sha256.of(image.file())));
    return Sha256.of(parts.toString());
  }
}
