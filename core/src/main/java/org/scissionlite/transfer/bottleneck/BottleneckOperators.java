package org.scissionlite.transfer.bottleneck;

import java.util.Map;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.ActivationBounds;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.FragmentBuilder;

/**
 * The operators of a bottleneck: channel means, a strided convolution and the rounding on the
 * device; a transposed convolution and the activation's bounds on the edge.
 *
 * <p>The means are subtracted first, so that the zeros which pad an odd size stand for the mean.
 * The convolutions of [1,192,14,14] to [1,32,7,7] take 192 * 32 * 4 * 49 = 1,204,224 multiply-adds.
 *
 * @param cut the tensor at the cut, float32 [1,C,H,W]
 * @param layer sizes of the bottleneck
 * @param patches the kernels
 * @param bounds of the activation at the cut
 */
record BottleneckOperators(
    TensorSpec cut,
    BottleneckTransferLayer layer,
    PatchComponents patches,
    ActivationBounds bounds) {
  /** The components of a feature map, unquantised. */
  Fragment analysis() {
    FragmentBuilder chain = new FragmentBuilder(cut, cut.name() + "/analysis/");
    analyse(chain, 1);
    return chain.build(ElementType.FLOAT32, wireShape());
  }

  /**
   * DeviceTL: components rounded with a dead zone.
   *
   * @param width of a quantiser's step
   */
  Fragment encoder(float width, ElementType wireType) {
    FragmentBuilder chain = new FragmentBuilder(cut, cut.name() + "/DeviceTL/");
    analyse(chain, 1 / width);
    return chain.levels(wireType).cast("bottleneck", wireType).build(wireType, wireShape());
  }

  private void analyse(FragmentBuilder chain, float factor) {
    Tensor bias = Tensor.zeros(new TensorType(ElementType.FLOAT32, Shape.of(layer.channels())));
    chain
        .then("centred", "Sub", patches.meanAs(Shape.of(1, patches.channels(), 1, 1)))
        .then("down", "Conv", geometry(), kernel(factor), bias);
  }

  /** EdgeTL: levels to the feature map. */
  Fragment decoder(TensorSpec wire, float width) {
    Tensor mean = patches.meanAs(Shape.of(patches.channels()));
    return new FragmentBuilder(wire, cut.name() + "/EdgeTL/")
        .cast("levels", ElementType.FLOAT32)
        .then("up", "ConvTranspose", geometry(), kernel(width), mean)
        .within(bounds)
        .build(ElementType.FLOAT32, cut.shape());
  }

  Shape wireShape() {
    int stride = layer.stride();
    return Shape.of(
        1,
        layer.channels(),
        PatchComponents.patches(cut.shape().dim(2), stride),
        PatchComponents.patches(cut.shape().dim(3), stride));
  }

  /** Strides and pads, by which both convolutions restore odd sizes exactly. */
  private Map<String, Attribute> geometry() {
    int stride = layer.stride();
    int margin = (layer.kernel() - stride) / 2;
    Shape wire = wireShape();
    return Map.of(
        "strides", Attribute.ints(stride, stride),
        "kernel_shape", Attribute.ints(layer.kernel(), layer.kernel()),
        "pads",
            Attribute.ints(
                margin,
                margin,
                margin + wire.dim(2) * stride - cut.shape().dim(2),
                margin + wire.dim(3) * stride - cut.shape().dim(3)));
  }

  /** The components as a kernel [c,C,k,k]; what is beyond the stride begins with zeros. */
  private Tensor kernel(float factor) {
    int side = layer.kernel();
    int margin = (side - layer.stride()) / 2;
    int planes = layer.channels() * patches.channels();
    float[] values = new float[planes * side * side];
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < layer.stride(); y++) {
        for (int x = 0; x < layer.stride(); x++) {
          int place = (plane * side + margin + y) * side + margin + x;
          values[place] = factor * patches.weight(plane, y, x);
        }
      }
    }
    return Tensor.ofFloats(Shape.of(layer.channels(), patches.channels(), side, side), values);
  }
}
