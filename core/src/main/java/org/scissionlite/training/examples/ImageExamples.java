package org.scissionlite.training.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Truth;

/**
 * Image files as examples, decoded once and held in memory while that takes at most 2 GB, else
 * decoded each time.
 */
public final class ImageExamples implements Examples {
  private static final long MOST_BYTES = 2_000_000_000;

  private final List<Path> files;
  private final List<OptionalInt> labels;
  private final Preprocessing preprocessing;
  private final TensorSpec input;
  private final Function<Path, Optional<Truth>> truths;
  private final Tensor[] decoded;

  /**
   * Labelled images.
   *
   * @param input the model's input
   */
  public ImageExamples(LabelledImages images, Preprocessing preprocessing, TensorSpec input) {
    this(
        images.images().stream().map(LabelledImages.Labelled::file).toList(),
        images.images().stream().map(image -> OptionalInt.of(image.label())).toList(),
        preprocessing,
        input);
  }

  /**
   * Images, of which the class may be known.
   *
   * @param labels one a file
   * @param input the model's input
   */
  public ImageExamples(
      List<Path> files, List<OptionalInt> labels, Preprocessing preprocessing, TensorSpec input) {
    this(files, labels, file -> Optional.empty(), preprocessing, input);
  }

  /**
   * Images with labels that are no classes.
   *
   * @param labels one a file
   * @param truths what is right for a file, where that is known
   * @param input the model's input
   */
  public ImageExamples(
      List<Path> files,
      List<OptionalInt> labels,
      Function<Path, Optional<Truth>> truths,
      Preprocessing preprocessing,
      TensorSpec input) {
    this.truths = truths;
    this.files = List.copyOf(files);
    this.labels = List.copyOf(labels);
    this.preprocessing = preprocessing;
    this.input = input;
    boolean fits = Math.multiplyExact(input.bytes(), (long) files.size()) <= MOST_BYTES;
    this.decoded = new Tensor[fits ? files.size() : 0];
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Tensor input(int index) {
    if (index < decoded.length && decoded[index] != null) {
      return decoded[index];
    }
    Tensor tensor = ImageTensors.read(files.get(index), preprocessing, input);
    if (index < decoded.length) {
      decoded[index] = tensor;
    }
    return tensor;
  }

  @Override
  public OptionalInt label(int index) {
    return labels.get(index);
  }

  @Override
  public Optional<Marked> marked(int index) {
    Path file = files.get(index);
    return truths
        .apply(file)
        .map(
            truth -> new Marked(truth, Judge.View.of(ImageFiles.read(file), preprocessing, input)));
  }

  /** A hash over the files' bytes, their labels, the preprocessing and the input's type. */
  @Override
  public String sha256() {
    StringBuilder parts = new StringBuilder(preprocessing + " " + input.type());
    for (int i = 0; i < files.size(); i++) {
      labels.get(i).ifPresent(label -> parts.append(' ').append(label));
      truths.apply(files.get(i)).ifPresent(truth -> parts.append(' ').append(truth));
      parts.append(Sha256.of(files.get(i)));
    }
    return Sha256.of(parts.toString());
  }
}
