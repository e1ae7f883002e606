package org.scissionlite.evaluation;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages.TestImage;

/**
 * From the classes of a data set to those of a model: by name where the model has these names, by
 * number where the data set numbers them, and one to one where both have as many.
 */
record ClassMapping(List<String> data, List<String> model, int outputs) {

  TestImages apply(TestImages images) {
    if (outputs == 0) {
      return new ClassMapping(data, model, counted()).apply(images);
    }
    if (!model.isEmpty() && model.containsAll(data)) {
      return named(images);
    }
    if (isNumbered()) {
      return numbered(images);
    }
    if (model.isEmpty()) {
      requireAsMany();
      return images;
    }
    return named(images);
  }

  /** How many classes there must be, where the model does not tell: it answers with a number. */
  private int counted() {
    if (!model.isEmpty()) {
      return model.size();
    }
    return isNumbered()
        ? 1 + data.stream().mapToInt(Integer::parseInt).max().orElse(0)
        : data.size();
  }

  private TestImages named(TestImages images) {
    return new TestImages(model, relabelled(images, image -> toModel(label(image))));
  }

  private boolean isNumbered() {
    return data.stream().allMatch(name -> name.matches("\\d{1,9}"));
  }

  /** The number is in the name: class folders "0" to "11" come in the order 0, 1, 10, 11, 2. */
  private TestImages numbered(TestImages images) {
    List<String> names =
        model.isEmpty() ? IntStream.range(0, outputs).mapToObj(String::valueOf).toList() : model;
    return new TestImages(names, relabelled(images, this::toNumber));
  }

  private static List<TestImage> relabelled(TestImages images, ToIntFunction<TestImage> label) {
    return images.images().stream()
        .map(image -> new TestImage(image.file(), OptionalInt.of(label.applyAsInt(image))))
        .toList();
  }

  private static int label(TestImage image) {
    return image.label().orElseThrow();
  }

  private int toNumber(TestImage image) {
    int number = Integer.parseInt(data.get(label(image)));
    if (number >= outputs) {
      throw new UsageException(
          "image %s: class %d, the model has the classes 0 to %d"
              .formatted(image.file(), number, outputs - 1));
    }
    return number;
  }

  private void requireAsMany() {
    if (data.size() != outputs) {
      throw new UsageException(
          "the images have %d classes (%s, ...), the model has %d; name the model's with --labels"
              .formatted(data.size(), data.get(0), outputs));
    }
  }

  private int toModel(int label) {
    int found = model.indexOf(data.get(label));
    if (found < 0 || found >= outputs) {
      throw UsageException.unknownName("class of the images", data.get(label), model);
    }
    return found;
  }
}
