package org.scissionlite.transfer;

import java.util.List;
import org.scissionlite.model.Tensor;

/**
 * The bounds of an activation, as calibration shows them: a smallest or largest value that many
 * elements share is taken for the bound of a ReLU or a ReLU6.
 *
 * @param low nothing is below; minus infinity where there is no bound
 * @param high nothing is above; plus infinity where there is no bound
 */
public record ActivationBounds(float low, float high) {
  private static final double SHARE = 0.001;

  /** Those of a ReLU, behind which most cuts lie. */
  public static ActivationBounds usual() {
    return new ActivationBounds(0, Float.POSITIVE_INFINITY);
  }

  public static ActivationBounds of(List<Tensor> samples) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    long atLow = 0;
    long atHigh = 0;
    long all = 0;
    for (Tensor sample : samples) {
      for (float value : sample.toFloats()) {
        if (value < low) {
          low = value;
          atLow = 0;
        }
        if (value > high) {
          high = value;
          atHigh = 0;
        }
        atLow += value == low ? 1 : 0;
        atHigh += value == high ? 1 : 0;
        all++;
      }
    }
    return new ActivationBounds(
        atLow > SHARE * all ? low : Float.NEGATIVE_INFINITY,
        atHigh > SHARE * all ? high : Float.POSITIVE_INFINITY);
  }

  boolean isBounded() {
    return low != Float.NEGATIVE_INFINITY || high != Float.POSITIVE_INFINITY;
  }
}
