package org.scissionlite.zoo;

import static org.scissionlite.zoo.InceptionLayers.conv;
import static org.scissionlite.zoo.InceptionLayers.maxPool;
import static org.scissionlite.zoo.InceptionLayers.pooled;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/**
 * Inception-ResNet v2 (Szegedy and others 2017, "Inception-v4, Inception-ResNet and the Impact of
 * Residual Connections on Learning").
 */
record InceptionResNetV2() implements Architecture.Body {
  private static final Window HALVING = Window.valid(3).by(2);

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput x = firstMixture(InceptionLayers.stem(image));
    for (int i = 1; i <= 10; i++) {
      x = activated(residual(x, "block35_" + i, threeBranches(x, "block35_" + i), 0.17));
    }
    x = firstReduction(x);
    for (int i = 1; i <= 20; i++) {
      x = activated(residual(x, "block17_" + i, sevens(x, "block17_" + i), 0.1));
    }
    x = secondReduction(x);
    for (int i = 1; i <= 9; i++) {
      x = activated(residual(x, "block8_" + i, threes(x, "block8_" + i), 0.2));
    }
    x = residual(x, "block8_10", threes(x, "block8_10"), 1);
    return x.conv("conv_7b", Window.same(1), 1536)
        .unscaledBatchNorm("conv_7b_bn", InceptionLayers.EPSILON)
        .relu("conv_7b_ac")
        .globalAveragePool("avg_pool")
        .classify("predictions", options.classes());
  }

  private static LayerOutput firstMixture(LayerOutput x) {
    LayerOutput one = conv(x, Window.same(1), 96);
    LayerOutput five = conv(x, 48, Window.same(5), 64);
    LayerOutput twiceThree = conv(conv(x, 64, Window.same(3), 96), Window.same(3), 96);
    return one.concat("mixed_5b", five, twiceThree, pooled(x, 64));
  }

  private static LayerOutput firstReduction(LayerOutput x) {
    LayerOutput three = conv(x, HALVING, 384);
    LayerOutput twiceThree = conv(conv(x, 256, Window.same(3), 256), HALVING, 384);
    return three.concat("mixed_6a", twiceThree, maxPool(x));
  }

  private static LayerOutput secondReduction(LayerOutput x) {
    LayerOutput wide = conv(x, 256, HALVING, 384);
    LayerOutput narrow = conv(x, 256, HALVING, 288);
    LayerOutput twiceThree = conv(conv(x, 256, Window.same(3), 288), HALVING, 320);
    return wide.concat("mixed_7a", narrow, twiceThree, maxPool(x));
  }

  /** The branches of a block on 35 x 35 points, concatenated. */
  private static LayerOutput threeBranches(LayerOutput x, String block) {
    LayerOutput one = conv(x, Window.same(1), 32);
    LayerOutput three = conv(x, 32, Window.same(3), 32);
    LayerOutput twiceThree = conv(conv(x, 32, Window.same(3), 48), Window.same(3), 64);
    return one.concat(block + "_mixed", three, twiceThree);
  }

  /** The branches of a block on 17 x 17 points, concatenated. */
  private static LayerOutput sevens(LayerOutput x, String block) {
    LayerOutput one = conv(x, Window.same(1), 192);
    LayerOutput seven = conv(conv(x, 128, Window.same(1, 7), 160), Window.same(7, 1), 192);
    return one.concat(block + "_mixed", seven);
  }

  /** The branches of a block on 8 x 8 points, concatenated. */
  private static LayerOutput threes(LayerOutput x, String block) {
    LayerOutput one = conv(x, Window.same(1), 192);
    LayerOutput three = conv(conv(x, 192, Window.same(1, 3), 224), Window.same(3, 1), 256);
    return one.concat(block + "_mixed", three);
  }

  /** The input plus a multiple of the branches, brought to as many channels. */
  private static LayerOutput residual(
      LayerOutput x, String block, LayerOutput branches, double factor) {
    LayerOutput up = branches.biasedConv(block + "_conv", Window.same(1), x.channels());
    return x.addScaled(block, up, factor);
  }

  private static LayerOutput activated(LayerOutput x) {
    return x.relu(x.name() + "_ac");
  }
}
