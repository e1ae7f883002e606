package org.scissionlite.evidence;

import org.scissionlite.transfer.spec.LayerSpec;

/** Measurements made up for tests. */
public final class Measurements {
  private Measurements() {}

  /** Of a layer that sends so many bytes on average and loses so many of 200 answers. */
  public static Measurement of(String cut, String layer, ImageUse use, double bytes, int lost) {
    int images = 200;
    long most = Math.round(bytes * 2);
    return Measurement.of(
        cut,
        LayerSpec.of(layer),
        new ImageSet(use, images, use + " images"),
        new ByteCounts(bytes, most, most, images),
        new AnswerChanges(images, true, 180 - lost, lost, 0, lost));
  }

  /** The similarity alone, on the test images of {@link #of}. */
  public static Measurement privacy(String cut, String layer, double ssim) {
    return new Measurement(
        cut,
        LayerSpec.of(layer),
        new ImageSet(ImageUse.TEST, 200, ImageUse.TEST + " images"),
        null,
        null,
        ssim);
  }
}
