package org.scissionlite.zoo;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.SpatialMargin;
import org.scissionlite.zoo.layer.Window;

/**
 * ResNet with activation before the convolutions (He and others 2016, "Identity Mappings in Deep
 * Residual Networks").
 *
 * @param second residual blocks in the second of four stages; the first and the last have three
 * @param third in the third
 */
record ResNetV2(int second, int third) implements Architecture.Body {
  private static final double EPSILON = ResNet.EPSILON;

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput x =
        image
            .zeroPad("conv1_pad", SpatialMargin.all(3))
            .biasedConv("conv1_conv", Window.valid(7).by(2), 64)
            .zeroPad("pool1_pad", SpatialMargin.all(1))
            .maxPool("pool1_pool", Window.valid(3).by(2));
    x = stage(x, "conv2", new Stage(64, 3, 2));
    x = stage(x, "conv3", new Stage(128, second, 2));
    x = stage(x, "conv4", new Stage(256, third, 2));
    x = stage(x, "conv5", new Stage(512, 3, 1));
    return x.batchNorm("post_bn", EPSILON)
        .relu("post_relu")
        .globalAveragePool("avg_pool")
        .classify("predictions", options.classes());
  }

  /**
   * A row of residual blocks; the last one moves by the stride.
   *
   * @param filters of the inner convolutions; the output has four times as many channels
   */
  private record Stage(int filters, int blocks, int stride) {}

  private static LayerOutput stage(LayerOutput input, String name, Stage stage) {
    LayerOutput x = input;
    for (int i = 1; i <= stage.blocks(); i++) {
      String block = name + "_block" + i;
      int stride = i == stage.blocks() ? stage.stride() : 1;
      LayerOutput active = x.batchNorm(block + "_preact_bn", EPSILON).relu(block + "_preact_relu");
      LayerOutput shortcut =
          i == 1
              ? active.biasedConv(block + "_0_conv", Window.valid(1), 4 * stage.filters())
              : shortened(x, stride);
      x = shortcut.add(block + "_out", branch(active, block, stage.filters(), stride));
    }
    return x;
  }

  private static LayerOutput shortened(LayerOutput x, int stride) {
    return stride == 1 ? x : x.maxPool(x.unnamed("max_pooling2d"), Window.valid(1).by(stride));
  }

  private static LayerOutput branch(LayerOutput active, String block, int filters, int stride) {
    return active
        .conv(block + "_1_conv", Window.valid(1), filters)
        .batchNorm(block + "_1_bn", EPSILON)
        .relu(block + "_1_relu")
        .zeroPad(block + "_2_pad", SpatialMargin.all(1))
        .conv(block + "_2_conv", Window.valid(3).by(stride), filters)
        .batchNorm(block + "_2_bn", EPSILON)
        .relu(block + "_2_relu")
        .biasedConv(block + "_3_conv", Window.valid(1), 4 * filters);
  }
}
