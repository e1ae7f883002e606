package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.Layer;
import org.scissionlite.model.Node;

/** Layer names in the order in which Keras's summary prints them. */
class LayerOrderTest {
  @Test
  void resnet50_putsTheShortcutBesideTheLayersOfItsDepth() {
    assertThat(layers("resnet50", "conv2_block1_1_conv", 12))
        .containsExactly(
            "conv2_block1_1_conv",
            "conv2_block1_1_bn",
            "conv2_block1_1_relu",
            "conv2_block1_2_conv",
            "conv2_block1_2_bn",
            "conv2_block1_2_relu",
            "conv2_block1_0_conv",
            "conv2_block1_3_conv",
            "conv2_block1_0_bn",
            "conv2_block1_3_bn",
            "conv2_block1_add",
            "conv2_block1_out");
  }

  @Test
  void xception_putsTheShortcutAfterTheSecondSeparableConvolution() {
    assertThat(layers("xception", "block2_sepconv2", 6))
        .containsExactly(
            "block2_sepconv2",
            "block2_sepconv2_bn",
            "conv2d",
            "block2_pool",
            "batch_normalization",
            "add");
  }

  @Test
  void mobilenetv2_hasTheReferencesPaddingLayers() {
    assertThat(layers("mobilenetv2", "block_1_expand", 8))
        .containsExactly(
            "block_1_expand",
            "block_1_expand_BN",
            "block_1_expand_relu",
            "block_1_pad",
            "block_1_depthwise",
            "block_1_depthwise_BN",
            "block_1_depthwise_relu",
            "block_1_project");
  }

  @Test
  void nodesOfASeparableConvolution_shareOneLayer() {
    List<Layer> layers = Zoo.build("xception", small("xception")).layers();
    Layer separable =
        layers.stream().filter(layer -> layer.name().equals("block2_sepconv1")).findFirst().get();

    assertThat(separable.nodes()).extracting(Node::operator).containsExactly("Conv", "Conv");
    assertThat(separable.nodes())
        .extracting(Node::name)
        .containsExactly("block2_sepconv1/conv", "block2_sepconv1");
  }

  private static List<String> layers(String name, String first, int count) {
    List<String> names = Zoo.build(name, small(name)).layers().stream().map(Layer::name).toList();
    int from = names.indexOf(first);
    return names.subList(from, from + count);
  }

  private static ZooOptions small(String name) {
    return Zoo.defaults(name).withInputSize(96).withClasses(10);
  }
}
