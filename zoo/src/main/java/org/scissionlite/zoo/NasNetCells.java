package org.scissionlite.zoo;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.SpatialMargin;
import org.scissionlite.zoo.layer.Window;

/** The two cells of NASNet-A; each reads the outputs of the two cells before it. */
final class NasNetCells {
  static final double EPSILON = 1e-3;

  private NasNetCells() {}

  /** A cell that keeps height and width and gives 6 * filters channels. */
  static LayerOutput normal(LayerOutput x, LayerOutput before, int filters, String id) {
    LayerOutput p = adjusted(before, x, filters, id);
    LayerOutput h = squeezed(x, filters, "normal_conv_1_" + id, "normal_bn_1_" + id);
    LayerOutput one =
        separable(h, filters, Window.same(5), "normal_left1_" + id)
            .add(
                "normal_add_1_" + id, separable(p, filters, Window.same(3), "normal_right1_" + id));
    LayerOutput two =
        separable(p, filters, Window.same(5), "normal_left2_" + id)
            .add(
                "normal_add_2_" + id, separable(p, filters, Window.same(3), "normal_right2_" + id));
    LayerOutput three =
        h.averagePool("normal_left3_" + id, Window.same(3)).add("normal_add_3_" + id, p);
    LayerOutput four =
        p.averagePool("normal_left4_" + id, Window.same(3))
            .add("normal_add_4_" + id, p.averagePool("normal_right4_" + id, Window.same(3)));
    LayerOutput five =
        separable(h, filters, Window.same(3), "normal_left5_" + id).add("normal_add_5_" + id, h);
    return p.concat("normal_concat_" + id, one, two, three, four, five);
  }

  /** A cell that halves height and width and gives 4 * filters channels. */
  static LayerOutput reduction(LayerOutput x, LayerOutput before, int filters, String id) {
    LayerOutput p = adjusted(before, x, filters, id);
    LayerOutput h = squeezed(x, filters, "reduction_conv_1_" + id, "reduction_bn_1_" + id);
    LayerOutput padded = h.zeroPad("reduction_pad_1_" + id, SpatialMargin.halving(h.size(), 3));
    Window halving = Window.valid(3).by(2);
    LayerOutput one =
        separable(h, filters, Window.valid(5).by(2), "reduction_left1_" + id)
            .add(
                "reduction_add_1_" + id,
                separable(p, filters, Window.valid(7).by(2), "reduction_right1_" + id));
    LayerOutput two =
        padded
            .maxPool("reduction_left2_" + id, halving)
            .add(
                "reduction_add_2_" + id,
                separable(p, filters, Window.valid(7).by(2), "reduction_right2_" + id));
    LayerOutput three =
        padded
            .averagePool("reduction_left3_" + id, halving)
            .add(
                "reduction_add3_" + id,
                separable(p, filters, Window.valid(5).by(2), "reduction_right3_" + id));
    LayerOutput four =
        two.add(x.unnamed("add"), one.averagePool("reduction_left4_" + id, Window.same(3)));
    LayerOutput five =
        separable(one, filters, Window.same(3), "reduction_left4_" + id)
            .add("reduction_add4_" + id, padded.maxPool("reduction_right5_" + id, halving));
    return two.concat("reduction_concat_" + id, three, four, five);
  }

  private static LayerOutput squeezed(LayerOutput x, int filters, String conv, String batchNorm) {
    return x.relu(x.unnamed("activation"))
        .conv(conv, Window.same(1), filters)
        .batchNorm(batchNorm, EPSILON);
  }

  /** Twice ReLU, separable convolution, batch normalisation; the first moves by the stride. */
  private static LayerOutput separable(LayerOutput x, int filters, Window window, String id) {
    LayerOutput active = x.relu(x.unnamed("activation"));
    LayerOutput input =
        window.same()
            ? active
            : active.zeroPad(
                "separable_conv_1_pad_" + id, SpatialMargin.halving(x.size(), window.height()));
    return input
        .separableConv("separable_conv_1_" + id, window, filters)
        .batchNorm("separable_conv_1_bn_" + id, EPSILON)
        .relu(x.unnamed("activation"))
        .separableConv("separable_conv_2_" + id, Window.same(window.height()), filters)
        .batchNorm("separable_conv_2_bn_" + id, EPSILON);
  }

  /** Brings the output of the cell before last to the height, width and channels needed. */
  private static LayerOutput adjusted(LayerOutput before, LayerOutput x, int filters, String id) {
    if (before.name().equals(x.name())) {
      return before;
    }
    if (before.size() != x.size()) {
      return halved(before.relu("adjust_relu_1_" + id), filters, id);
    }
    if (before.channels() != filters) {
      return squeezed(before, filters, "adjust_conv_projection_" + id, "adjust_bn_" + id);
    }
    return before;
  }

  /** Every second point, and every second point one further, each with half of the channels. */
  private static LayerOutput halved(LayerOutput p, int filters, String id) {
    Window everySecond = Window.valid(1).by(2);
    LayerOutput even =
        p.averagePool("adjust_avg_pool_1_" + id, everySecond)
            .conv("adjust_conv_1_" + id, Window.same(1), filters / 2);
    LayerOutput odd =
        p.zeroPad(p.unnamed("zero_padding2d"), SpatialMargin.END)
            .crop(p.unnamed("cropping2d"), SpatialMargin.BEGINNING)
            .averagePool("adjust_avg_pool_2_" + id, everySecond)
            .conv("adjust_conv_2_" + id, Window.same(1), filters / 2);
    return even.concat(p.unnamed("concatenate"), odd).batchNorm("adjust_bn_" + id, EPSILON);
  }
}
