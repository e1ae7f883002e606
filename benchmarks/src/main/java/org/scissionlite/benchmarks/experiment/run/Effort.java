package org.scissionlite.benchmarks.experiment.run;

import java.util.List;

/**
 * How much is done for a figure.
 *
 * @param images that count, of each contender
 * @param warmUps before them
 * @param rehearsals at full speed over a fast link, before the device is held back
 * @param repeats of each part of the profiles
 * @param searchImages that transfer layers are fitted to and confirmed on, at most
 * @param testImages that accuracy is measured on, at most
 * @param maxDropPoints of accuracy that may be lost
 * @param probes whether links are probed and processes rehearse; else links are taken to be as the
 *     testbed was told
 * @param isDeep whether the choice with the first convolution on the device is searched, too
 * @param retrainEpochs passes over the images in which the published layer is trained at its cut; 0
 *     for none
 */
public record Effort(
    int images,
    int warmUps,
    int rehearsals,
    int repeats,
    int searchImages,
    int testImages,
    double maxDropPoints,
    boolean probes,
    boolean isDeep,
    int retrainEpochs) {
  private static final int BURST = 5;
  private static final int HELD_RUNS = 11;

  /** That of a figure that is published. */
  public static Effort whole(int images, int searchImages) {
    return new Effort(images, 4, 40, 10, searchImages, 1_000, 1, true, true, 0);
  }

  /** A look whether everything works: its figures mean nothing. */
  public static Effort brief() {
    return new Effort(2, 1, 2, 10, 24, 8, 100, false, false, 0);
  }

  /** The same with a training of the published layer. */
  public Effort retraining(int epochs) {
    return with(isDeep, epochs);
  }

  /** The same without the choice that keeps the first convolution on the device. */
  public Effort freeOnly() {
    return with(false, retrainEpochs);
  }

  private Effort with(boolean deep, int epochs) {
    return new Effort(
        images,
        warmUps,
        rehearsals,
        repeats,
        searchImages,
        testImages,
        maxDropPoints,
        probes,
        deep,
        epochs);
  }

  MeasuringPlan.Pace pace() {
    return new MeasuringPlan.Pace(probes, rehearsals, warmUps, images, BURST);
  }

  /** Runs under a quota by which it is set. */
  int heldRuns() {
    return probes ? HELD_RUNS : 1;
  }

  /** Options of {@code prepare --train} beside the usual ones. */
  List<String> trainingOptions() {
    return probes
        ? List.of("--variants", "1")
        : List.of("--variants", "1", "--training-images", String.valueOf(searchImages));
  }

  /** Options of {@code benchmark} beside the usual ones. */
  List<String> benchmarkOptions() {
    return probes
        ? List.of()
        : List.of("--warmup", "1", "--interval", "5ms", "--typical-layer", "transform");
  }
}
