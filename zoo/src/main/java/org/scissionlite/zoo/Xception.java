package org.scissionlite.zoo;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/** Xception (Chollet 2017, "Xception: Deep Learning with Depthwise Separable Convolutions"). */
record Xception() implements Architecture.Body {
  private static final double EPSILON = 1e-3;
  private static final int MIDDLE = 728;

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput x =
        image
            .conv("block1_conv1", Window.valid(3).by(2), 32)
            .batchNorm("block1_conv1_bn", EPSILON)
            .relu("block1_conv1_act")
            .conv("block1_conv2", Window.valid(3), 64)
            .batchNorm("block1_conv2_bn", EPSILON)
            .relu("block1_conv2_act");
    LayerOutput residual = shortcut(x, 128);
    x = separable(x, "block2_sepconv1", 128);
    x = halved(activated(x, "block2_sepconv2", 128), "block2", residual);
    x = halvingBlock(x, "block3", 256, 256);
    x = halvingBlock(x, "block4", MIDDLE, MIDDLE);
    for (int i = 5; i <= 12; i++) {
      x = middleBlock(x, "block" + i);
    }
    x = halvingBlock(x, "block13", MIDDLE, 1024);
    x = separable(x, "block14_sepconv1", 1536).relu("block14_sepconv1_act");
    x = separable(x, "block14_sepconv2", 2048).relu("block14_sepconv2_act");
    return x.globalAveragePool("avg_pool").classify("predictions", options.classes());
  }

  private static LayerOutput halvingBlock(LayerOutput input, String block, int inner, int filters) {
    LayerOutput residual = shortcut(input, filters);
    LayerOutput x = activated(input, block + "_sepconv1", inner);
    return halved(activated(x, block + "_sepconv2", filters), block, residual);
  }

  private static LayerOutput shortcut(LayerOutput x, int filters) {
    return x.conv(x.unnamed("conv2d"), Window.same(1).by(2), filters)
        .batchNorm(x.unnamed("batch_normalization"), EPSILON);
  }

  private static LayerOutput halved(LayerOutput x, String block, LayerOutput residual) {
    return x.maxPool(block + "_pool", Window.same(3).by(2)).add(x.unnamed("add"), residual);
  }

  private static LayerOutput middleBlock(LayerOutput input, String block) {
    LayerOutput x = activated(input, block + "_sepconv1", MIDDLE);
    x = activated(x, block + "_sepconv2", MIDDLE);
    x = activated(x, block + "_sepconv3", MIDDLE);
    return x.add(x.unnamed("add"), input);
  }

  private static LayerOutput activated(LayerOutput x, String name, int filters) {
    return separable(x.relu(name + "_act"), name, filters);
  }

  private static LayerOutput separable(LayerOutput x, String name, int filters) {
    return x.separableConv(name, Window.same(3), filters).batchNorm(name + "_bn", EPSILON);
  }
}
