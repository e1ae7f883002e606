package org.scissionlite.trainer.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.Augmentation;

class AugmenterTest {
  private static final TensorSpec IMAGE =
      new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 1, 2, 2));

  @Test
  void flipsAlone_onlyMoveThePixels() {
    float[] varied = vary(new Augmentation(true, 0, 0, 0, 0, 0), IMAGE);
    float[] sorted = varied.clone();
    java.util.Arrays.sort(sorted);
    assertThat(sorted).containsExactly(new float[] {1, 2, 3, 4}, within(1e-5f));
  }

  @Test
  void contrast_keepsTheMean() {
    float[] varied = vary(new Augmentation(false, 0, 0, 0, 0, 0.5), IMAGE);
    assertThat((varied[0] + varied[1] + varied[2] + varied[3]) / 4).isCloseTo(2.5f, within(1e-5f));
    assertThat(varied[1] - varied[0]).isNotCloseTo(1f, within(1e-3f));
  }

  @Test
  void sameChance_givesTheSameImages() {
    assertThat(vary(Augmentation.inspection(), IMAGE))
        .isEqualTo(vary(Augmentation.inspection(), IMAGE));
  }

  /** Two bright spots keep their distance however an image is turned and mirrored. */
  @ParameterizedTest
  @CsvSource({"33,33", "33,65", "65,33"})
  void turnedAndMirroredImages_keepTheirGeometry(int height, int width) {
    Augmenter augmenter =
        new Augmenter(
            new Augmentation(true, 0, 0, 60, 0, 0),
            new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 2, height, width)),
            ComputeDevice.CPU);
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      float[] varied =
          NativeMemory.scoped(
              () ->
                  HostTensors.floats(
                      augmenter.vary(
                          HostTensors.floats(
                              spots(height, width), ComputeDevice.CPU, 1, 2, height, width),
                          random)));
      double[] first = centre(varied, 0, height, width);
      double[] second = centre(varied, height * width, height, width);
      double centreY = (height - 1) / 2.0;
      double centreX = (width - 1) / 2.0;
      assertThat(Math.hypot(first[0] - second[0], first[1] - second[1]))
          .isCloseTo(Math.hypot(8, 8), within(0.3));
      assertThat(Math.hypot(first[0] - centreY, first[1] - centreX)).isCloseTo(8, within(0.3));
      assertThat(Math.hypot(second[0] - centreY, second[1] - centreX)).isCloseTo(8, within(0.3));
    }
  }

  /** Soft spots 8 above the centre, and 8 to the right of it, each in a channel. */
  private static float[] spots(int height, int width) {
    float[] values = new float[2 * height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double down = y - (height - 1) / 2.0;
        double along = x - (width - 1) / 2.0;
        values[y * width + x] = spot(down + 8, along);
        values[(height + y) * width + x] = spot(down, along - 8);
      }
    }
    return values;
  }

  private static float spot(double down, double along) {
    return (float) Math.exp(-(down * down + along * along) / 4);
  }

  private static double[] centre(float[] values, int start, int height, int width) {
    double sum = 0;
    double[] centre = new double[2];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float value = values[start + y * width + x];
        sum += value;
        centre[0] += y * value;
        centre[1] += x * value;
      }
    }
    return new double[] {centre[0] / sum, centre[1] / sum};
  }

  @Test
  void inputThatIsNoImage_isRefused() {
    TensorSpec vector = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 9));
    assertThatThrownBy(() -> new Augmenter(Augmentation.gentle(), vector, ComputeDevice.CPU))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "input 'x' float32 [1,9] is no image that can be varied; train without augmentation");
  }

  private static float[] vary(Augmentation augmentation, TensorSpec input) {
    Augmenter augmenter = new Augmenter(augmentation, input, ComputeDevice.CPU);
    return NativeMemory.scoped(
        () -> {
          Tensor image =
              HostTensors.floats(new float[] {1, 2, 3, 4}, ComputeDevice.CPU, 1, 1, 2, 2);
          return HostTensors.floats(augmenter.vary(image, new Random(4)));
        });
  }
}
