package org.scissionlite.training.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.file.Sha256;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.SelectedExamples;

/**
 * The images of a search. No image is in two of fitting, tuning and confirming, and none that is
 * trained on is in tuning or confirming.
 *
 * @param fitting that layers are fitted to
 * @param tuning that the step is chosen on
 * @param confirming that nothing is fitted to and no choice is made on
 * @param training that the chosen layer may be trained on: those of fitting, and what is left over
 */
public record SearchImages(
    Examples fitting, Examples tuning, Examples confirming, Examples training) {
  private static final int FEWEST = 8;

  /** Shares of the images in tenths; the rest confirms. */
  private static final int FITTING = 2;

  private static final int TUNING = 3;
  private static final int ALL = 10;

  /**
   * Divides at most so many images by chance: 20 % to fit to, 30 % to choose on, and half to
   * confirm with, which needs the most.
   *
   * @throws UsageException if there are fewer than {@value #FEWEST}
   */
  public static SearchImages divided(Examples images, int most, long seed) {
    int used = Math.min(most, images.size());
    if (used < FEWEST) {
      throw new UsageException(
          "the search needs at least %d images, got %d".formatted(FEWEST, used));
    }
    List<Integer> order = shuffled(images.size(), seed);
    int fitting = share(used, FITTING);
    int tuning = fitting + share(used, TUNING);
    List<Integer> training =
        Stream.concat(
                order.subList(0, fitting).stream(), order.subList(used, order.size()).stream())
            .toList();
    return new SearchImages(
        new SelectedExamples(images, order.subList(0, fitting)),
        new SelectedExamples(images, order.subList(fitting, tuning)),
        new SelectedExamples(images, order.subList(tuning, used)),
        new SelectedExamples(images, training));
  }

  private static int share(int images, int tenths) {
    return Math.toIntExact((long) images * tenths / ALL);
  }

  /**
   * At most so many images, some to fit to, and others that are divided by chance into those to
   * choose on and those to confirm with, in the shares of {@link #divided}.
   *
   * @throws UsageException if there are fewer than {@value #FEWEST} of either
   */
  public static SearchImages heldOut(Examples train, Examples held, int most, long seed) {
    Examples fitting = some(train, share(most, FITTING), seed);
    int used = Math.min(held.size(), most - share(most, FITTING));
    int size = Math.min(fitting.size(), used);
    if (size < FEWEST) {
      throw new UsageException(
          "the search needs at least %d images to fit to and %d to choose on, got %d and %d"
              .formatted(FEWEST, FEWEST, fitting.size(), used));
    }
    List<Integer> order = shuffled(held.size(), seed).subList(0, used);
    int tuning = Math.toIntExact((long) used * TUNING / (ALL - FITTING));
    return new SearchImages(
        fitting,
        new SelectedExamples(held, order.subList(0, tuning)),
        new SelectedExamples(held, order.subList(tuning, used)),
        train);
  }

  /** With how many images in all so many held-out ones are used. */
  public static int mostFor(int held) {
    return Math.toIntExact(((long) held * ALL + ALL - FITTING - 1) / (ALL - FITTING));
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

  /** Those that layers are chosen on, as evidence knows them. */
  public ImageSet choiceSet() {
    return new ImageSet(ImageUse.CHOICE, tuning.size(), tuning.sha256());
  }

  /** Those that nothing is chosen on, as evidence knows them. */
  public ImageSet confirmationSet() {
    return new ImageSet(ImageUse.CONFIRMATION, confirming.size(), confirming.sha256());
  }

  /** Identifies the images and their division. */
  String sha256() {
    return Sha256.of(fitting.sha256() + tuning.sha256() + confirming.sha256());
  }
}
