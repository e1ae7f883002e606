package org.scissionlite.benchmarks.experiment;

/**
 * How often slices were right, without a network, on images that nothing was chosen on.
 *
 * @param model its name
 * @param cut after which layer
 * @param transferLayer at the cut
 * @param images how many
 * @param labelled whether their classes are known; else right is the agreement with the uncut model
 * @param right how many
 * @param uncutRight of the uncut model
 */
public record SliceAccuracy(
    String model,
    String cut,
    String transferLayer,
    int images,
    boolean labelled,
    int right,
    int uncutRight) {
  /** Percent of the images. */
  public double percent() {
    return 100.0 * right / images;
  }

  /** Percentage points less than the uncut model. */
  public double lostPoints() {
    return 100.0 * (uncutRight - right) / images;
  }
}
