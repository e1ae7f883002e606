package org.scissionlite.transfer.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FitChecks;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.codec.PlainCodec;

/**
 * The paper's TL: DeviceTL is a 2x2 max pooling with stride 2, EdgeTL a nearest-neighbour
 * upsampling by 2 (arXiv 2105.02019, section III).
 *
 * <p>Odd sizes are restored exactly: the pooling keeps the last row and column in a window of their
 * own, and the upsampled map is cropped. [1,384,7,7] becomes [1,384,4,4] on the wire: 24,576 bytes
 * instead of 75,264.
 */
public record MaxPoolTransferLayer() implements TransferLayer {
  /** The spec of this TL. */
  public static final String SPEC = "pool2";

  @Override
  public String spec() {
    return SPEC;
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    Shape shape = type.shape();
    boolean fits =
        type.elementType() == ElementType.FLOAT32
            && shape.rank() == 4
            && (shape.dim(2) > 1 || shape.dim(3) > 1);
    return fits
        ? Optional.empty()
        : Optional.of("pool2 needs float32 [N,C,H,W] larger than 1x1, got " + type);
  }

  @Override
  public boolean sendsFixedSize() {
    return true;
  }

  @Override
  public boolean needsCalibration() {
    return false;
  }

  @Override
  public FittedTransferLayer fit(FeatureSamples samples) {
    TensorSpec cut = samples.spec();
    FitChecks.requireFit(this, cut);
    Shape full = cut.shape();
    Shape half = Shape.of(full.dim(0), full.dim(1), ceilHalf(full.dim(2)), ceilHalf(full.dim(3)));
    TensorSpec wire = new TensorSpec(cut.name() + "/DeviceTL/pool2", ElementType.FLOAT32, half);
    return new FittedTransferLayer(SPEC, encoder(cut, wire), decoder(cut, wire), new PlainCodec());
  }

  private static int ceilHalf(int size) {
    return (size + 1) / 2;
  }

  private static Fragment encoder(TensorSpec cut, TensorSpec wire) {
    Node pool =
        Node.of(
            wire.name(),
            "MaxPool",
            List.of(cut.name()),
            Map.of(
                "kernel_shape", Attribute.ints(2, 2),
                "strides", Attribute.ints(2, 2),
                "ceil_mode", Attribute.of(1)));
    return new Fragment(cut, wire, List.of(pool), Map.of());
  }

  private static Fragment decoder(TensorSpec cut, TensorSpec wire) {
    Shape full = cut.shape();
    String prefix = cut.name() + "/EdgeTL/";
    String scales = prefix + "scales";
    String ends = prefix + "ends";
    Node upsample =
        Node.of(
            prefix + "upsample2",
            "Resize",
            List.of(wire.name(), "", scales),
            Map.of(
                "mode", Attribute.of("nearest"),
                "coordinate_transformation_mode", Attribute.of("asymmetric"),
                "nearest_mode", Attribute.of("floor")));
    List<Node> nodes = new ArrayList<>(List.of(upsample));
    if (full.dim(2) % 2 == 1 || full.dim(3) % 2 == 1) {
      nodes.add(
          Node.of(
              prefix + "crop",
              "Slice",
              List.of(upsample.name(), prefix + "starts", ends, prefix + "axes"),
              Map.of()));
    }
    TensorSpec restored = new TensorSpec(nodes.get(nodes.size() - 1).name(), cut.type());
    Map<String, Tensor> constants =
        Map.of(
            scales,
            Tensor.ofFloats(Shape.of(4), 1, 1, 2, 2),
            prefix + "starts",
            Tensor.vector(0, 0),
            ends,
            Tensor.vector(full.dim(2), full.dim(3)),
            prefix + "axes",
            Tensor.vector(2, 3));
    return new Fragment(wire, restored, nodes, constants);
  }
}
