package org.scissionlite.zoo.layer;

/**
 * What is expected of the elements of a tensor when the model's input has mean 0 and variance 1:
 * their mean and variance, taken as of a normal distribution.
 *
 * <p>Batch normalisation gets its moving statistics from here, so that random weights neither blow
 * up nor silence what flows through a hundred layers. Example: a standard normal signal has mean
 * 0.399 and variance 0.341 after a ReLU; a convolution with He's weights (variance 2 / fan-in)
 * turns that into mean 0 and variance 2 * (0.399^2 + 0.341) = 1.
 *
 * @param mean over all elements
 * @param variance over all elements
 */
public record SignalStatistics(double mean, double variance) {
  /** What a batch normalisation makes of any signal. */
  public static final SignalStatistics STANDARD = new SignalStatistics(0, 1);

  /** The mean square. */
  public double power() {
    return mean * mean + variance;
  }

  /** After a convolution or a matrix product with random weights of mean 0. */
  public SignalStatistics weighted(double gain) {
    return new SignalStatistics(0, gain * power());
  }

  public SignalStatistics scaled(double factor) {
    return new SignalStatistics(factor * mean, factor * factor * variance);
  }

  public SignalStatistics plus(SignalStatistics other) {
    return new SignalStatistics(mean + other.mean, variance + other.variance);
  }

  /** The mixture of a share of this signal and the rest of another. */
  public SignalStatistics mixed(double share, SignalStatistics other) {
    double mixedMean = share * mean + (1 - share) * other.mean;
    double mixedPower = share * power() + (1 - share) * other.power();
    return new SignalStatistics(mixedMean, Math.max(0, mixedPower - mixedMean * mixedMean));
  }

  /** After max(0, x): the moments of a rectified normal distribution. */
  public SignalStatistics rectified() {
    double deviation = Math.sqrt(Math.max(variance, 1e-12));
    double z = mean / deviation;
    double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    double below = lowerTail(z, density);
    double newMean = mean * below + deviation * density;
    double newPower = power() * below + mean * deviation * density;
    return new SignalStatistics(newMean, Math.max(0, newPower - newMean * newMean));
  }

  /** After the largest of neighbouring elements, which resemble each other. */
  public SignalStatistics highest() {
    return new SignalStatistics(mean + 1.2 * Math.sqrt(variance), 0.5 * variance);
  }

  /** The normal distribution function (Abramowitz and Stegun, 26.2.17; error below 1e-7). */
  private static double lowerTail(double z, double density) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double upper = density * polynomial;
    return z >= 0 ? 1 - upper : upper;
  }
}
