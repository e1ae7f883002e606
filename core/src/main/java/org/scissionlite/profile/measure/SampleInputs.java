package org.scissionlite.profile.measure;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Inputs to measure with: images where there are some, else normally distributed numbers from a
 * seed; zeros where integers go in.
 */
final class SampleInputs {
  private static final long SEED = 1;

  private SampleInputs() {}

  /** The images as the first input, with noise for the others; noise alone without images. */
  static ExampleInputs of(List<TensorSpec> specs, List<Path> images, Preprocessing preprocessing) {
    Map<String, Tensor> noise = noise(specs);
    if (images.isEmpty()) {
      return new ExampleInputs(List.of(noise));
    }
    List<Map<String, Tensor>> examples = new ArrayList<>();
    for (Path image : images) {
      Map<String, Tensor> example = new LinkedHashMap<>(noise);
      TensorSpec first = specs.get(0);
      example.put(first.name(), ImageTensors.read(image, preprocessing, first));
      examples.add(example);
    }
    return new ExampleInputs(examples);
  }

  /** Normally distributed numbers for each of these tensors, zeros where integers go in. */
  static Map<String, Tensor> noise(List<TensorSpec> specs) {
    Random random = new Random(SEED);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    specs.forEach(spec -> inputs.put(spec.name(), of(spec, random)));
    return inputs;
  }

  private static Tensor of(TensorSpec spec, Random random) {
    Tensor tensor = Tensor.zeros(spec.type());
    if (spec.elementType() == ElementType.FLOAT32) {
      FloatBuffer values = tensor.floats();
      while (values.hasRemaining()) {
        values.put((float) random.nextGaussian());
      }
    }
    return tensor;
  }
}
