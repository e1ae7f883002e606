package org.scissionlite.zoo;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/** What both Inception networks are made of; Keras numbers these layers instead of naming them. */
final class InceptionLayers {
  static final double EPSILON = 1e-3;

  private InceptionLayers() {}

  /** Convolution, batch normalisation without a scale, ReLU. */
  static LayerOutput conv(LayerOutput x, Window window, int filters) {
    return x.conv(x.unnamed("conv2d"), window, filters)
        .unscaledBatchNorm(x.unnamed("batch_normalization"), EPSILON)
        .relu(x.unnamed("activation"));
  }

  /** A point-wise convolution that narrows, then one with a window. */
  static LayerOutput conv(LayerOutput x, int narrow, Window window, int filters) {
    return conv(conv(x, Window.same(1), narrow), window, filters);
  }

  /** Halves height and width by the largest value; 35 points become 17. */
  static LayerOutput maxPool(LayerOutput x) {
    return x.maxPool(x.unnamed("max_pooling2d"), Window.valid(3).by(2));
  }

  /** The average of the neighbourhood, then a point-wise convolution. */
  static LayerOutput pooled(LayerOutput x, int filters) {
    LayerOutput averaged = x.averagePool(x.unnamed("average_pooling2d"), Window.same(3));
    return conv(averaged, Window.same(1), filters);
  }

  /** The common beginning: [1,3,299,299] becomes [1,192,35,35]. */
  static LayerOutput stem(LayerOutput image) {
    LayerOutput x = conv(image, Window.valid(3).by(2), 32);
    x = conv(x, Window.valid(3), 32);
    x = maxPool(conv(x, Window.same(3), 64));
    x = conv(x, Window.valid(1), 80);
    return maxPool(conv(x, Window.valid(3), 192));
  }
}
