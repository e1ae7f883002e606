package org.scissionlite.zoo;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/**
 * U-Net (Ronneberger, Fischer and Brox 2015, "U-Net: Convolutional Networks for Biomedical Image
 * Segmentation") with padded convolutions, so that the answer has the size of the picture and
 * nothing is cropped on the way across. It answers with logits [1,classes,h,w].
 *
 * <p>Three channels of input in place of the paper's one take 1,152 weights more: 31,031,810 with
 * two classes.
 */
record UNet() implements Architecture.Body {
  private static final int CHANNELS = 64;
  private static final int LEVELS = 4;

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    int first = Math.max(1, (int) Math.round(CHANNELS * options.width()));
    List<LayerOutput> across = new ArrayList<>();
    LayerOutput x = image;
    for (int level = 1; level <= LEVELS; level++) {
      LayerOutput contracted = twice(x, "down" + level, first << (level - 1));
      across.add(contracted);
      x = contracted.maxPool("pool" + level, Window.valid(2).by(2));
    }
    x = twice(x, "bottom", first << LEVELS);
    for (int level = LEVELS; level >= 1; level--) {
      int channels = first << (level - 1);
      LayerOutput expanded = x.doubled("up" + level + "_conv0", channels);
      LayerOutput both = across.get(level - 1).concat("up" + level + "_concat", expanded);
      x = twice(both, "up" + level, channels);
    }
    return x.logits("logits", Window.valid(1), options.classes());
  }

  private static LayerOutput twice(LayerOutput input, String block, int channels) {
    return input
        .convRelu(block + "_conv1", Window.same(3), channels)
        .convRelu(block + "_conv2", Window.same(3), channels);
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public AnswerKind answer() {
    return AnswerKind.AREAS;
  }

  @Override
  public int sizeUnit() {
    return 1 << LEVELS;
  }

  @Override
  public boolean hasWidth() {
    return true;
  }
}
