package org.scissionlite.offload.stream;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * What a model takes, and how a picture becomes that.
 *
 * @param preprocessing from pixels to numbers
 * @param specs the model's inputs
 */
public record ModelInputs(Preprocessing preprocessing, List<TensorSpec> specs) {
  public ModelInputs {
    specs = List.copyOf(specs);
  }

  /**
   * The inputs of a picture.
   *
   * @throws UsageException if the model takes no single image, or the picture is much smaller than
   *     it
   */
  public Map<String, Tensor> of(Pixels picture) {
    return Map.of(only().name(), ImageTensors.of(picture, preprocessing, only()));
  }

  /**
   * The inputs of an image file.
   *
   * @throws UsageException as above; names the file
   * @throws org.scissionlite.error.ScissionLiteException if the file is no image that can be read
   */
  public Map<String, Tensor> of(Path file) {
    return of(file.toString(), ImageFiles.read(file));
  }

  /** The inputs of a picture that has a name for messages. */
  Map<String, Tensor> of(String name, Pixels picture) {
    try {
      return of(picture);
    } catch (UsageException e) {
      throw new UsageException("image %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private TensorSpec only() {
    if (specs.size() != 1) {
      throw new UsageException(
          "the model has %d inputs; an image can be given to a model with one"
              .formatted(specs.size()));
    }
    return specs.get(0);
  }
}
