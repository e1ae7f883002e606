package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
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
