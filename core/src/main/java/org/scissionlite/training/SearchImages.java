package org.scissionlite.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;

/**
 * The images of a search.
 *
 * @param fitting that layers are fitted to
 * @param tuning that the step is chosen on
 * @param confirming that nothing is fitted to and no choice is made on
 */
public record SearchImages(Examples fitting, Examples tuning, Examples confirming) {
  private static final int FEWEST = 8;

  /**
   * Divides images by chance: to 40 % the layers are fitted, on these and another 30 % the step is
   * chosen, as a layer of a few thousand numbers hardly knows single images; 30 % confirm.
   *
   * @throws UsageException if there are fewer than {@value #FEWEST}
   */
  public static SearchImages divided(Examples images, long seed) {
    if (images.size() < FEWEST) {
      throw new UsageException(
          "the search needs at least %d images, got %d".formatted(FEWEST, images.size()));
    }
    List<Integer> order = shuffled(images.size(), seed);
    int fitting = images.size() * 2 / 5;
    int tuning = fitting + (images.size() - fitting) / 2;
    return new SearchImages(
        new SelectedExamples(images, order.subList(0, fitting)),
        new SelectedExamples(images, order.subList(0, tuning)),
        new SelectedExamples(images, order.subList(tuning, order.size())));
  }

  /**
   * Images to fit to, and others that are divided by chance into those to choose on and those to
   * confirm with.
   *
   * @throws UsageException if there are fewer than {@value #FEWEST} of either
   */
  public static SearchImages heldOut(Examples fitting, Examples held, long seed) {
    int size = Math.min(fitting.size(), held.size());
    if (size < FEWEST) {
      throw new UsageException(
          "the search needs at least %d images to fit to and %d to choose on, got %d and %d"
              .formatted(FEWEST, FEWEST, fitting.size(), held.size()));
    }
    List<Integer> order = shuffled(held.size(), seed);
    int tuning = held.size() / 2;
    return new SearchImages(
        fitting,
        new SelectedExamples(held, order.subList(0, tuning)),
        new SelectedExamples(held, order.subList(tuning, order.size())));
  }

  /** At most so many images of all, chosen by chance. */
  public static Examples some(Examples images, int most, long seed) {
    int count = Math.min(most, images.size());
    return new SelectedExamples(images, shuffled(images.size(), seed).subList(0, count));
  }

  private static List<Integer> shuffled(int size, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order;
  }

  /** Identifies the images and their division. */
  String sha256() {
    return Sha256.of(fitting.sha256() + tuning.sha256() + confirming.sha256());
  }
}
