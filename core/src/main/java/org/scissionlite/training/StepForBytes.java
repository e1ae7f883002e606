package org.scissionlite.training;

import java.util.function.DoubleUnaryOperator;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.bottleneck.BottleneckFit;
import org.scissionlite.transfer.bottleneck.BottleneckTransferLayer;

/** Finds the step at which a bottleneck sends so many bytes. */
final class StepForBytes {
  /** Steps are thousandths of the components' root mean square, as specs write them. */
  private static final double PARTS = 1000;

  private static final int FINEST = 16;
  private static final int COARSEST = 64_000;

  private StepForBytes() {}

  /**
   * The bottleneck with the finest step, of those in thousandths between 0.016 and 64, that sends
   * no more than a goal on average over the samples; with the coarsest where none does.
   */
  static FittedTransferLayer fit(
      BottleneckTransferLayer layer, FeatureSamples samples, long goalBytes) {
    BottleneckFit fit = layer.prepare(samples);
    return fit.at(finest(step -> meanBytes(fit.at(step), samples), (double) goalBytes));
  }

  /**
   * The finest step that sends no more than a goal, the coarsest where none does. Where the bytes
   * now and then grow with the step a finer one may be overlooked; one above the goal is not taken.
   *
   * @param bytes that a step sends
   */
  static double finest(DoubleUnaryOperator bytes, double goalBytes) {
    int fine = FINEST;
    int coarse = COARSEST;
    while (fine < coarse) {
      int middle = (int) Math.sqrt((double) fine * coarse);
      if (bytes.applyAsDouble(middle / PARTS) <= goalBytes) {
        coarse = middle;
      } else {
        fine = middle + 1;
      }
    }
    return coarse / PARTS;
  }

  private static double meanBytes(FittedTransferLayer layer, FeatureSamples samples) {
    return layer.codec().meanBytes(samples.after(layer.encoder()).tensors());
  }
}
