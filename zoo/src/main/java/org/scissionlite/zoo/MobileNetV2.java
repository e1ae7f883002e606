package org.scissionlite.zoo;

import java.util.List;
import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.SpatialMargin;
import org.scissionlite.zoo.layer.Window;

/**
 * MobileNetV2 (Sandler and others 2018, "MobileNetV2: Inverted Residuals and Linear Bottlenecks").
 */
record MobileNetV2() implements Architecture.Body {
  private static final double EPSILON = 1e-3;
  private static final int EXPANSION = 6;
  private static final int LAST = 1280;

  @Override
  public boolean hasWidth() {
    return true;
  }

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    double width = options.width();
    LayerOutput x =
        image
            .zeroPad("Conv1_pad", SpatialMargin.halving(image.size(), 3))
            .conv("Conv1", Window.valid(3).by(2), inEights(32 * width))
            .batchNorm("bn_Conv1", EPSILON)
            .relu6("Conv1_relu");
    x = squeeze(x, "expanded_conv", 1, inEights((int) (16 * width)));
    int number = 1;
    for (Stage stage : Stage.ALL) {
      int filters = inEights((int) (stage.filters() * width));
      for (int i = 0; i < stage.blocks(); i++) {
        x = block(x, "block_" + number++, i == 0 ? stage.stride() : 1, filters);
      }
    }
    return x.conv("Conv_1", Window.valid(1), width > 1 ? inEights(LAST * width) : LAST)
        .batchNorm("Conv_1_bn", EPSILON)
        .relu6("out_relu")
        .globalAveragePool("global_average_pooling2d")
        .classify("predictions", options.classes());
  }

  /** Blocks with one number of filters; the first one moves by the stride. */
  private record Stage(int filters, int blocks, int stride) {
    static final List<Stage> ALL =
        List.of(
            new Stage(24, 2, 2),
            new Stage(32, 3, 2),
            new Stage(64, 4, 2),
            new Stage(96, 3, 1),
            new Stage(160, 3, 2),
            new Stage(320, 1, 1));
  }

  private static LayerOutput block(LayerOutput input, String name, int stride, int filters) {
    LayerOutput expanded =
        input
            .conv(name + "_expand", Window.valid(1), EXPANSION * input.channels())
            .batchNorm(name + "_expand_BN", EPSILON)
            .relu6(name + "_expand_relu");
    LayerOutput squeezed = squeeze(expanded, name, stride, filters);
    boolean residual = stride == 1 && input.channels() == filters;
    return residual ? input.add(name + "_add", squeezed) : squeezed;
  }

  /** The depthwise convolution and the projection to few channels. */
  private static LayerOutput squeeze(LayerOutput input, String name, int stride, int filters) {
    LayerOutput deep =
        stride == 1
            ? input.depthwiseConv(name + "_depthwise", Window.same(3))
            : input
                .zeroPad(name + "_pad", SpatialMargin.halving(input.size(), 3))
                .depthwiseConv(name + "_depthwise", Window.valid(3).by(stride));
    return deep.batchNorm(name + "_depthwise_BN", EPSILON)
        .relu6(name + "_depthwise_relu")
        .conv(name + "_project", Window.valid(1), filters)
        .batchNorm(name + "_project_BN", EPSILON);
  }

  /** The nearest multiple of 8 that is not more than a tenth smaller: 12 gives 16, 11 gives 16. */
  private static int inEights(double channels) {
    int rounded = Math.max(8, (int) (channels + 4) / 8 * 8);
    return rounded < 0.9 * channels ? rounded + 8 : rounded;
  }
}
