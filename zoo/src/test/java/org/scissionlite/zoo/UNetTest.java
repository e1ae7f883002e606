package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockChain;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;

/** The published sizes of U-Net, and where it can be cut. */
class UNetTest {
  /** Of the paper's network with one channel and two classes. */
  private static final long PUBLISHED = 31_030_658;

  private static final ZooOptions SMALL = Zoo.defaults("unet").withWidth(0.125).withInputSize(64);

  @Test
  void parameters_areThePublishedOnesAndThoseOfTwoMoreChannels() {
    ModelGraph graph = Zoo.build("unet", Zoo.defaults("unet").withInputSize(32));
    assertThat(graph.parameters()).isEqualTo(PUBLISHED + 2 * 9 * 64);
  }

  @Test
  void answer_hasTheSizeOfThePicture_andTheBottomASixteenth() {
    ModelGraph graph = Zoo.build("unet", SMALL.withClasses(7));
    assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(1, 7, 64, 64));
    assertThat(graph.typeOf("bottom_conv2").orElseThrow().shape())
        .isEqualTo(Shape.of(1, 128, 4, 4));
    assertThat(graph.typeOf("up1_concat").orElseThrow().shape()).isEqualTo(Shape.of(1, 16, 64, 64));
  }

  @Test
  void cutsAcross_countOneTensorMoreForEachLevelDown() {
    ModelGraph graph = Zoo.build("unet", SMALL);
    assertThat(BlockChain.of(graph).cuts())
        .extracting(cut -> cut.name())
        .contains("down1_conv2", "up1_concat")
        .doesNotContain("pool1", "bottom_conv2");
    assertThat(BlockChain.of(graph, 3).cut("pool2").tensors()).hasSize(3);
  }

  @Test
  void sizesThatDoNotHalveFourTimes_areRefusedWithTheNearest() {
    assertThatThrownBy(() -> Zoo.build("unet", SMALL.withInputSize(100)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "unet: expected an input size that is a multiple of 16, got 100; the nearest is 96");
  }
}
