package org.scissionlite.zoo;

import org.scissionlite.model.Shape;
import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.SpatialMargin;
import org.scissionlite.zoo.layer.Window;

/**
 * MobileNet (Howard and others 2017, "MobileNets: Efficient Convolutional Neural Networks for
 * Mobile Vision Applications").
 */
record MobileNet() implements Architecture.Body {
  private static final double EPSILON = 1e-3;

  @Override
  public boolean hasWidth() {
    return true;
  }

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput x =
        image
            .zeroPad("conv1_pad", SpatialMargin.END)
            .conv("conv1", Window.valid(3).by(2), scaled(32, options))
            .batchNorm("conv1_bn", EPSILON)
            .relu6("conv1_relu");
    x = block(x, 1, scaled(64, options));
    x = halvingBlock(x, 2, scaled(128, options));
    x = block(x, 3, scaled(128, options));
    x = halvingBlock(x, 4, scaled(256, options));
    x = block(x, 5, scaled(256, options));
    x = halvingBlock(x, 6, scaled(512, options));
    for (int i = 7; i <= 11; i++) {
      x = block(x, i, scaled(512, options));
    }
    x = halvingBlock(x, 12, scaled(1024, options));
    x = block(x, 13, scaled(1024, options));
    int classes = options.classes();
    return x.globalAveragePool("global_average_pooling2d")
        .reshape("reshape_1", Shape.of(1, x.channels(), 1, 1))
        .dropout("dropout")
        .biasedConv("conv_preds", Window.valid(1), classes)
        .reshape("reshape_2", Shape.of(1, classes))
        .softmax("predictions");
  }

  private static int scaled(int channels, ZooOptions options) {
    return (int) (channels * options.width());
  }

  private static LayerOutput block(LayerOutput x, int number, int filters) {
    String depthwise = "conv_dw_" + number;
    return rest(x.depthwiseConv(depthwise, Window.same(3)), number, filters);
  }

  private static LayerOutput halvingBlock(LayerOutput x, int number, int filters) {
    LayerOutput padded = x.zeroPad("conv_pad_" + number, SpatialMargin.END);
    String depthwise = "conv_dw_" + number;
    return rest(padded.depthwiseConv(depthwise, Window.valid(3).by(2)), number, filters);
  }

  private static LayerOutput rest(LayerOutput x, int number, int filters) {
    String depthwise = "conv_dw_" + number;
    String pointwise = "conv_pw_" + number;
    return x.batchNorm(depthwise + "_bn", EPSILON)
        .relu6(depthwise + "_relu")
        .conv(pointwise, Window.valid(1), filters)
        .batchNorm(pointwise + "_bn", EPSILON)
        .relu6(pointwise + "_relu");
  }
}
