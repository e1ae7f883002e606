package org.scissionlite.trainer.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.examples.BoxExamples;

/** A box stays around what it was drawn around, however the picture is moved. */
class MovedBoxesTest {
  private static final int SIDE = 64;
  private static final TensorSpec IMAGE =
      new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 1, SIDE, SIDE));
  private static final float[] BOX = {2, 0.375f, 0.25f, 0.75f, 0.5f, 0};

  /** 24 to 48 across and 16 to 32 down is bright. */
  private static float[] picture() {
    float[] pixels = new float[SIDE * SIDE];
    for (int y = 16; y < 32; y++) {
      for (int x = 24; x < 48; x++) {
        pixels[y * SIDE + x] = 1;
      }
    }
    return pixels;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void mirroredMovedAndZoomedPictures_keepTheirBoxes(long seed) {
    Augmenter augmenter =
        new Augmenter(new Augmentation(true, 0.1, 0.2, 0, 0, 0), IMAGE, ComputeDevice.CPU);
    float[][] moved =
        NativeMemory.scoped(
            () -> {
              Tensor image = HostTensors.floats(picture(), ComputeDevice.CPU, 1, 1, SIDE, SIDE);
              Tensor box = HostTensors.floats(BOX, ComputeDevice.CPU, 1, 1, BoxExamples.FIELDS);
              return new float[][] {
                HostTensors.floats(augmenter.vary(image, new Random(seed))),
                HostTensors.floats(augmenter.followBoxes(box, image, new Random(seed)))
              };
            });
    float[] seen = boundsOfBright(moved[0]);
    assertThat(moved[1][0]).isEqualTo(2);
    for (int side = 0; side < 4; side++) {
      assertThat(moved[1][side + 1] * SIDE).isCloseTo(seen[side], within(1.01f));
    }
  }

  private static float[] boundsOfBright(float[] pixels) {
    float[] bounds = {SIDE, SIDE, 0, 0};
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] > 0.5) {
        int row = i / SIDE;
        bounds[0] = Math.min(bounds[0], i % SIDE);
        bounds[1] = Math.min(bounds[1], row);
        bounds[2] = Math.max(bounds[2], i % SIDE + 1);
        bounds[3] = Math.max(bounds[3], row + 1);
      }
    }
    return bounds;
  }

  @Test
  void turnedByAQuarter_widthBecomesHeight() {
    float[] quarter = {0, -1, 0, 1, 0, 0};
    assertThat(new MovedBoxes(quarter).of(BOX, 1))
        .containsExactly(new float[] {2, 0.25f, 0.25f, 0.5f, 0.625f, 0}, within(1e-6f));
  }

  @Test
  void whatLeavesThePicture_isToBeFoundNoMore() {
    float[] farRight = {1, 0, -2, 0, 1, 0};
    assertThat(new MovedBoxes(farRight).of(BOX, 1)[0]).isEqualTo(BoxExamples.NOTHING);
    float[] mostlyOut = {1, 0, -1.1f, 0, 1, 0};
    float[] cut = new MovedBoxes(mostlyOut).of(BOX, 1);
    assertThat(cut[0]).isEqualTo(2);
    assertThat(cut[3]).isEqualTo(1);
    assertThat(cut[5]).isEqualTo(1);
  }
}
