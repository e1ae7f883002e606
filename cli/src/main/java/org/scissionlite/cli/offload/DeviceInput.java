package org.scissionlite.cli.offload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** What the device is asked about: an image file, or a picture of noise. */
sealed interface DeviceInput {
  /** The name in reports. */
  String name();

  /** The model's inputs. */
  Map<String, Tensor> tensors(Preprocessing preprocessing, List<TensorSpec> inputs);

  /** The images, then so many pictures of noise; at least one in all. */
  static List<DeviceInput> of(List<Path> images, int random) {
    List<DeviceInput> all = new ArrayList<>();
    images.forEach(image -> all.add(new Image(requireNoFolder(image))));
    for (int i = 1; i <= random; i++) {
      all.add(new Noise(i));
    }
    if (all.isEmpty()) {
      throw new UsageException("there is nothing to answer; name images, or --random N");
    }
    return all;
  }

  private static Path requireNoFolder(Path image) {
    if (Files.isDirectory(image)) {
      throw new UsageException(
          "image %s is a folder; expected a file: name those in it, as %s/*.png"
              .formatted(image, image));
    }
    return image;
  }

  /** An image file. */
  record Image(Path file) implements DeviceInput {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public Map<String, Tensor> tensors(Preprocessing preprocessing, List<TensorSpec> inputs) {
      if (inputs.size() != 1) {
        throw new UsageException(
            "the model has %d inputs; an image can be given to a model with one"
                .formatted(inputs.size()));
      }
      TensorSpec input = inputs.get(0);
      return Map.of(input.name(), ImageTensors.read(file, preprocessing, input));
    }
  }

  /** Noise, the same for the same seed. */
  record Noise(int seed) implements DeviceInput {
    @Override
    public String name() {
      return "random " + seed;
    }

    @Override
    public Map<String, Tensor> tensors(Preprocessing preprocessing, List<TensorSpec> inputs) {
      return new HashMap<>(RandomPictures.examples(inputs, preprocessing, 1, seed).get(0));
    }
  }
}
