package org.scissionlite.evaluation;

import java.util.List;
import java.util.OptionalInt;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages.TestImage;

/**
 * From the classes of a data set to those of a model: by number where the data set numbers them, by
 * name where the model's classes are named, and one to one where both have as many.
 */
record ClassMapping(List<String> data, List<String> model, int outputs) {

  TestImages apply(TestImages images) {
    if (isNumbered()) {
      return new TestImages(model.isEmpty() ? data : model, checked(images));
    }
    if (model.isEmpty()) {
      requireAsMany();
      return images;
    }
    List<TestImage> mapped =
        images.images().stream()
            .map(image -> new TestImage(image.file(), toModel(image.label().orElseThrow())))
            .toList();
    return new TestImages(model, mapped);
  }

  private boolean isNumbered() {
    return data.stream().allMatch(name -> name.matches("\\d+"));
  }

  private List<TestImage> checked(TestImages images) {
    for (TestImage image : images.images()) {
      int label = image.label().orElse(0);
      if (label >= outputs) {
        throw new UsageException(
            "image %s: class %d, the model has the classes 0 to %d"
                .formatted(image.file(), label, outputs - 1));
      }
    }
    return images.images();
  }

  private void requireAsMany() {
    if (data.size() != outputs) {
      throw new UsageException(
          "the images have %d classes (%s, ...), the model has %d; name the model's with --labels"
              .formatted(data.size(), data.get(0), outputs));
    }
  }

  private OptionalInt toModel(int label) {
    int found = model.indexOf(data.get(label));
    if (found < 0 || found >= outputs) {
      throw UsageException.unknownName("class of the images", data.get(label), model);
    }
    return OptionalInt.of(found);
  }
}
