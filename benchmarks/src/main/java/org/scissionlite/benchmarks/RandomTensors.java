package org.scissionlite.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** Feature maps of given sizes. */
final class RandomTensors {
  private static final int WAVES = 8;

  private RandomTensors() {}

  /** A float32 tensor named x of a size such as "512x28x28", with batch 1. */
  static TensorSpec spec(String size) {
    String[] parts = size.split("x", -1);
    if (parts.length != 3) {
      throw new UsageException("expected a size CxHxW such as 512x28x28, got " + size);
    }
    Shape shape =
        Shape.of(
            1, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    return new TensorSpec("x", ElementType.FLOAT32, shape);
  }

  /**
   * Feature maps of few causes, as trained layers have them: eight waves of their own phase in each
   * map, of which every channel is a mixture, and a little noise.
   */
  static List<Tensor> smoothMaps(TensorSpec spec, int count) {
    Random random = new Random(1);
    float[][] shares = new float[spec.shape().dim(1)][WAVES];
    for (float[] channel : shares) {
      for (int w = 0; w < WAVES; w++) {
        channel[w] = (float) (random.nextGaussian() / (1 + w));
      }
    }
    return IntStream.range(0, count).mapToObj(i -> smoothMap(spec, shares, random)).toList();
  }

  private static Tensor smoothMap(TensorSpec spec, float[][] shares, Random random) {
    int height = spec.shape().dim(2);
    int width = spec.shape().dim(3);
    float[][] waves = new float[WAVES][height * width];
    for (float[] wave : waves) {
      double phase = 6 * random.nextDouble();
      double down = random.nextDouble() / 4;
      double across = random.nextDouble() / 4;
      for (int i = 0; i < wave.length; i++) {
        int row = i / width;
        double angle = phase + down * row + across * (i % width);
        wave[i] = (float) (Math.cos(angle) + 0.2 * random.nextGaussian());
      }
    }
    float[] values = new float[shares.length * height * width];
    for (int i = 0; i < values.length; i++) {
      float[] channel = shares[i / (height * width)];
      float sum = 0.02f * (float) random.nextGaussian();
      for (int w = 0; w < WAVES; w++) {
        sum += channel[w] * waves[w][i % (height * width)];
      }
      values[i] = sum;
    }
    return Tensor.ofFloats(spec.shape(), values);
  }

  /** Values as they come out of a ReLU: half of them 0. */
  static Tensor featureMap(TensorSpec spec) {
    Random random = new Random(1);
    float[] values = new float[Math.toIntExact(spec.shape().elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(0, random.nextGaussian());
    }
    return Tensor.ofFloats(spec.shape(), values);
  }
}
