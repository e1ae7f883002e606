package org.scissionlite.training;

import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.LearnedFit;
import org.scissionlite.transfer.LearnedTransferLayer;

/** Finds the step at which a bottleneck sends so many bytes. */
public final class StepForBytes {
  private static final double FINEST = 1.0 / 64;
  private static final double COARSEST = 64;
  private static final int BISECTIONS = 12;

  private StepForBytes() {}

  /**
   * The bottleneck with the finest step, of those between 1/64 and 64, that sends no more than a
   * goal on average over the samples; with the coarsest where none does.
   */
  public static FittedTransferLayer fit(
      LearnedTransferLayer layer, FeatureSamples samples, long goalBytes) {
    LearnedFit fit = layer.prepare(samples);
    double fine = Math.log(FINEST);
    double coarse = Math.log(COARSEST);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (fine + coarse) / 2;
      boolean fits = meanBytes(fit.at(Math.exp(middle)), samples) <= goalBytes;
      coarse = fits ? middle : coarse;
      fine = fits ? fine : middle;
    }
    return fit.at(Math.round(Math.exp(coarse) * 1000) / 1000.0);
  }

  private static double meanBytes(FittedTransferLayer layer, FeatureSamples samples) {
    return layer.codec().meanBytes(samples.after(layer.encoder()).tensors());
  }
}
