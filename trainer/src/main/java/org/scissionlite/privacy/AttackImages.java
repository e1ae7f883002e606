package org.scissionlite.privacy;

import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.similarity.Ssim;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;

/**
 * The pictures of an attack, at the size of the model's input.
 *
 * @param input of the model
 * @param known to the attacker
 * @param test pictures that are to be rebuilt
 */
public record AttackImages(
    Preprocessing preprocessing, TensorSpec input, List<Pixels> known, List<Pixels> test) {
  public AttackImages {
    known = fitted(known, preprocessing, input);
    test = fitted(test, preprocessing, input);
    if (known.isEmpty() || test.isEmpty()) {
      throw new UsageException(
          "privacy: expected known and test images, got %d and %d"
              .formatted(known.size(), test.size()));
    }
    Pixels first = test.get(0);
    if (first.width() < Ssim.WINDOW || first.height() < Ssim.WINDOW) {
      throw new UsageException(
          "privacy: the model's input has %dx%d pixels; SSIM needs at least %d"
              .formatted(first.width(), first.height(), Ssim.WINDOW));
    }
  }

  private static List<Pixels> fitted(
      List<Pixels> pictures, Preprocessing preprocessing, TensorSpec input) {
    return pictures.stream()
        .map(picture -> ImageTensors.fitted(picture, preprocessing, input))
        .toList();
  }

  /** These images with at most so many known ones. */
  AttackImages knowingAtMost(long most) {
    List<Pixels> fewer = known.stream().limit(Math.max(2, most)).toList();
    return new AttackImages(preprocessing, input, fewer, test);
  }

  /** What is heard of a picture. */
  Wiretap.Heard heard(Wiretap wiretap, Pixels picture) {
    return wiretap.hear(Map.of(input.name(), ImageTensors.of(picture, preprocessing, input)));
  }
}
