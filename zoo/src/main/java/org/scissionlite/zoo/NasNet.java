package org.scissionlite.zoo;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/**
 * NASNet-A (Zoph and others 2018, "Learning Transferable Architectures for Scalable Image
 * Recognition").
 *
 * @param stem channels of the first convolution
 * @param filters channels of every branch in the first row of normal cells
 * @param cells normal cells in each of three rows
 * @param skip whether the first cell after a reduction looks back beyond it
 */
record NasNet(int stem, int filters, int cells, boolean skip) implements Architecture.Body {
  static NasNet large() {
    return new NasNet(96, 168, 6, true);
  }

  static NasNet mobile() {
    return new NasNet(32, 44, 4, false);
  }

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput first =
        image
            .conv("stem_conv1", Window.valid(3).by(2), stem)
            .batchNorm("stem_bn1", NasNetCells.EPSILON);
    LayerOutput second = NasNetCells.reduction(first, first, filters / 4, "stem_1");
    LayerOutput x = NasNetCells.reduction(second, first, filters / 2, "stem_2");
    LayerOutput before = second;
    for (int row = 0; row < 3; row++) {
      int channels = filters << row;
      if (row > 0) {
        LayerOutput reduced = NasNetCells.reduction(x, before, channels, "reduce_" + row * cells);
        before = skip ? before : x;
        x = reduced;
      }
      for (int i = 0; i < cells; i++) {
        LayerOutput next =
            NasNetCells.normal(x, before, channels, String.valueOf(row * (cells + 1) + i));
        before = x;
        x = next;
      }
    }
    return x.relu(x.unnamed("activation"))
        .globalAveragePool("global_average_pooling2d")
        .classify("predictions", options.classes());
  }
}
