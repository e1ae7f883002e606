package org.scissionlite.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Link;

/**
 * What the demo does.
 *
 * @param output where results are written
 * @param link the emulated link
 * @param slowdown factor of the emulated device; when absent, chosen so that the device alone takes
 *     about 0.9 s
 * @param effort how much is measured
 * @param leastLayer the privacy constraint: the first layer that must at least run on the device
 */
public record DemoOptions(
    Path output, Link link, OptionalDouble slowdown, Effort effort, int leastLayer) {
  /**
   * How much is measured.
   *
   * @param images pictures sent for each way to run the model
   * @param rehearsalSeconds in which a device process compiles its code before them, at most
   * @param warmup runs of each block before the measured ones
   * @param repeats measured runs of each block
   * @param transferLayers specs of the TLs that compete
   * @param steelImages that accuracy is measured on
   * @param searchImages that the joint optimum is found on
   */
  public record Effort(
      int images,
      int rehearsalSeconds,
      int warmup,
      int repeats,
      List<String> transferLayers,
      int steelImages,
      int searchImages) {
    /** Twenty images and all transfer layers: about five minutes on two cores. */
    public static final Effort FULL =
        new Effort(20, 4, 2, 5, List.of("pixels", "pool2", "q8", "pool2+q8"), 350, 1200);

    /** Five images and two transfer layers: about four minutes. */
    public static final Effort SHORT =
        new Effort(5, 1, 1, 2, List.of("pixels", "pool2", "pool2+q8"), 140, 1200);

    public Effort {
      transferLayers = List.copyOf(transferLayers);
    }

    /**
     * This effort with another number of images.
     *
     * @throws UsageException for less than one
     */
    public Effort withImages(int count) {
      if (count < 1) {
        throw new UsageException("expected at least 1 image, got " + count);
      }
      return new Effort(
          count, rehearsalSeconds, warmup, repeats, transferLayers, steelImages, searchImages);
    }
  }
}
