package org.scissionlite.zoo;

/**
 * ResNet (He and others 2016, "Deep Residual Learning for Image Recognition").
 *
 * @param second residual blocks in the second of four stages; the first and the last have three
 * @param third in the third
 */
record ResNet(int second, int third) implements Architecture.Body {
  static final double EPSILON = 1.001e-5;

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput x =
        image
            .zeroPad("conv1_pad", SpatialMargin.all(3))
            .biasedConv("conv1_conv", Window.valid(7).by(2), 64)
            .batchNorm("conv1_bn", EPSILON)
            .relu("conv1_relu")
            .zeroPad("pool1_pad", SpatialMargin.all(1))
            .maxPool("pool1_pool", Window.valid(3).by(2));
    x = stage(x, "conv2", 3, 1);
    x = stage(x, "conv3", second, 2);
    x = stage(x, "conv4", third, 2);
    x = stage(x, "conv5", 3, 2);
    return x.globalAveragePool("avg_pool").classify("predictions", options.classes());
  }

  /** The first block of a stage moves by the stride and changes the number of channels. */
  private static LayerOutput stage(LayerOutput input, String name, int blocks, int stride) {
    int filters = name.equals("conv2") ? 64 : input.channels() / 2;
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
