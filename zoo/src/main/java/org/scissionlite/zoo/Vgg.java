package org.scissionlite.zoo;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/**
 * VGG (Simonyan and Zisserman 2015, "Very Deep Convolutional Networks for Large-Scale Image
 * Recognition").
 *
 * @param depth convolutions in each of the last three blocks; 3 in VGG16, 4 in VGG19
 */
record Vgg(int depth) implements Architecture.Body {
  private static final int HIDDEN = 4096;

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput x = block(image, "block1", 64, 2);
    x = block(x, "block2", 128, 2);
    x = block(x, "block3", 256, depth);
    x = block(x, "block4", 512, depth);
    x = block(x, "block5", 512, depth);
    return x.flatten("flatten")
        .denseRelu("fc1", HIDDEN)
        .denseRelu("fc2", HIDDEN)
        .classify("predictions", options.classes());
  }

  private static LayerOutput block(LayerOutput input, String name, int filters, int convolutions) {
    LayerOutput x = input;
    for (int i = 1; i <= convolutions; i++) {
      x = x.convRelu(name + "_conv" + i, Window.same(3), filters);
    }
    return x.maxPool(name + "_pool", Window.valid(2).by(2));
  }
}
