package org.scissionlite.zoo;

import java.util.List;
import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.SpatialMargin;
import org.scissionlite.zoo.layer.Window;

/**
 * ResNet (He and others 2016, "Deep Residual Learning for Image Recognition").
 *
 * @param second residual blocks in the second of four stages; the first and the last have three
 * @param third in the third
 */
record ResNet(int second, int third) implements Architecture.Body {
  static final double EPSILON = 1.001e-5;

  /** Of the first stage's inner convolutions. */
  static final int FILTERS = 64;

  private static final String FIRST_STAGE = "conv2";

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput last = stages(image, FILTERS).get(2);
    return last.globalAveragePool("avg_pool").classify("predictions", options.classes());
  }

  /**
   * The last three stages, C3 to C5: an eighth, a sixteenth and a 32nd of the image's size.
   *
   * @param first filters of the first convolution; the stages have 8, 16 and 32 times as many
   */
  List<LayerOutput> stages(LayerOutput image, int first) {
    LayerOutput x =
        image
            .zeroPad("conv1_pad", SpatialMargin.all(3))
            .biasedConv("conv1_conv", Window.valid(7).by(2), first)
            .batchNorm("conv1_bn", EPSILON)
            .relu("conv1_relu")
            .zeroPad("pool1_pad", SpatialMargin.all(1))
            .maxPool("pool1_pool", Window.valid(3).by(2));
    LayerOutput c2 = stage(x, FIRST_STAGE, 3, 1);
    LayerOutput c3 = stage(c2, "conv3", second, 2);
    LayerOutput c4 = stage(c3, "conv4", third, 2);
    return List.of(c3, c4, stage(c4, "conv5", 3, 2));
  }

  /** The first block of a stage moves by the stride and changes the number of channels. */
  private static LayerOutput stage(LayerOutput input, String name, int blocks, int stride) {
    int filters = name.equals(FIRST_STAGE) ? input.channels() : input.channels() / 2;
    String first = name + "_block1";
    LayerOutput shortcut =
        input
            .biasedConv(first + "_0_conv", Window.valid(1).by(stride), 4 * filters)
            .batchNorm(first + "_0_bn", EPSILON);
    LayerOutput x = join(first, shortcut, branch(input, first, filters, stride));
    for (int i = 2; i <= blocks; i++) {
      String block = name + "_block" + i;
      x = join(block, x, branch(x, block, filters, 1));
    }
    return x;
  }

  private static LayerOutput branch(LayerOutput input, String block, int filters, int stride) {
    return input
        .biasedConv(block + "_1_conv", Window.valid(1).by(stride), filters)
        .batchNorm(block + "_1_bn", EPSILON)
        .relu(block + "_1_relu")
        .biasedConv(block + "_2_conv", Window.same(3), filters)
        .batchNorm(block + "_2_bn", EPSILON)
        .relu(block + "_2_relu")
        .biasedConv(block + "_3_conv", Window.valid(1), 4 * filters)
        .batchNorm(block + "_3_bn", EPSILON);
  }

  private static LayerOutput join(String block, LayerOutput shortcut, LayerOutput branch) {
    return shortcut.add(block + "_add", branch).relu(block + "_out");
  }
}
