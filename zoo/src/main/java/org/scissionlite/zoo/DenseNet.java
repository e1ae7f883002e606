package org.scissionlite.zoo;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.SpatialMargin;
import org.scissionlite.zoo.layer.Window;

/**
 * DenseNet (Huang and others 2017, "Densely Connected Convolutional Networks").
 *
 * @param first dense layers in the first dense block; DenseNet169 has 6, 12, 32 and 32
 * @param second in the second
 * @param third in the third
 * @param fourth in the fourth
 */
record DenseNet(int first, int second, int third, int fourth) implements Architecture.Body {
  private static final int GROWTH = 32;
  private static final double EPSILON = 1.001e-5;

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput stem =
        image
            .zeroPad("zero_padding2d", SpatialMargin.all(3))
            .conv("conv1/conv", Window.valid(7).by(2), 64)
            .batchNorm("conv1/bn", EPSILON)
            .relu("conv1/relu")
            .zeroPad("zero_padding2d_1", SpatialMargin.all(1))
            .maxPool("pool1", Window.valid(3).by(2));
    LayerOutput stage2 = transition(dense(stem, "conv2", first), "pool2");
    LayerOutput stage3 = transition(dense(stage2, "conv3", second), "pool3");
    LayerOutput stage4 = transition(dense(stage3, "conv4", third), "pool4");
    return dense(stage4, "conv5", fourth)
        .batchNorm("bn", EPSILON)
        .relu("relu")
        .globalAveragePool("avg_pool")
        .classify("predictions", options.classes());
  }

  private static LayerOutput dense(LayerOutput input, String stage, int layers) {
    LayerOutput x = input;
    for (int i = 1; i <= layers; i++) {
      String block = stage + "_block" + i;
      LayerOutput grown =
          x.batchNorm(block + "_0_bn", EPSILON)
              .relu(block + "_0_relu")
              .conv(block + "_1_conv", Window.valid(1), 4 * GROWTH)
              .batchNorm(block + "_1_bn", EPSILON)
              .relu(block + "_1_relu")
              .conv(block + "_2_conv", Window.same(3), GROWTH);
      x = x.concat(block + "_concat", grown);
    }
    return x;
  }

  /** Halves channels, height and width. */
  private static LayerOutput transition(LayerOutput x, String name) {
    return x.batchNorm(name + "_bn", EPSILON)
        .relu(name + "_relu")
        .conv(name + "_conv", Window.valid(1), x.channels() / 2)
        .averagePool(name + "_pool", Window.valid(2).by(2));
  }
}
