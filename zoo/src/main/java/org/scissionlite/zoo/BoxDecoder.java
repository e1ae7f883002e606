package org.scissionlite.zoo;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.detection.Anchors;
import org.scissionlite.zoo.layer.LayerBuilder;
import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Network;

/**
 * Offsets from anchors to boxes, as R-CNN has them (Girshick and others 2014, appendix C): the
 * centre moves by shares of the anchor's size, and the size grows by the power of e.
 *
 * @param anchors from which they are measured
 */
record BoxDecoder(Anchors anchors) {
  private static final int HALF = 2;

  /** The logarithm of 1000 / 16: no box is more than that many times its anchor. */
  private static final float MOST_GROWTH = (float) Math.log(1000.0 / 16);

  /**
   * Boxes and scores [1,4+C,N].
   *
   * @param offsets [1,4,N]
   * @param logits of the classes, [1,C,N]
   */
  LayerOutput on(LayerOutput offsets, LayerOutput logits) {
    Network network = offsets.network();
    network.initializer(Anchors.CENTRES, anchors.centres());
    network.initializer(Anchors.SIZES, anchors.sizes());
    Shape half = Shape.of(1, HALF, anchors.count());
    LayerOutput centres =
        part(offsets, "centres", 0)
            .step("Mul", List.of(Anchors.SIZES), Map.of(), half)
            .step("Add", List.of(Anchors.CENTRES), Map.of(), half)
            .end();
    LayerBuilder logarithms = part(offsets, "sizes", HALF);
    List<String> bounds =
        List.of("", logarithms.constant("most_growth", Tensor.scalar(MOST_GROWTH)));
    LayerOutput sizes =
        logarithms
            .step("Clip", bounds, Map.of(), half)
            .step("Exp", List.of(), Map.of(), half)
            .step("Mul", List.of(Anchors.SIZES), Map.of(), half)
            .end();
    LayerOutput scores =
        new LayerBuilder(network, "scores", List.of(logits))
            .step("Sigmoid", List.of(), Map.of(), logits.shape())
            .end();
    Shape all = Shape.of(1, 2 * HALF + logits.channels(), anchors.count());
    return new LayerBuilder(network, "detections", List.of(centres, sizes, scores))
        .step("Concat", List.of("sizes", "scores"), Map.of("axis", Attribute.of(1L)), all)
        .end();
  }

  private static LayerBuilder part(LayerOutput offsets, String layer, int first) {
    LayerBuilder part = new LayerBuilder(offsets.network(), layer, List.of(offsets));
    List<String> range =
        List.of(
            part.constant("starts", Tensor.vector(first)),
            part.constant("ends", Tensor.vector(first + HALF)),
            part.constant("axes", Tensor.vector(1)));
    return part.step("Slice", range, Map.of(), Shape.of(1, HALF, offsets.shape().dim(2)));
  }
}
