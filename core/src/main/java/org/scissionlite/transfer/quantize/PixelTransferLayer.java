package org.scissionlite.transfer.quantize;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.input.Preprocessing;
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
 * Sends the picture itself: at the model's input, DeviceTL turns the tensor back into 8-bit pixels
 * and EdgeTL does the preprocessing's arithmetic.
 *
 * <p>No loss for tensors that were made from pixels by the same preprocessing. A 224x224 colour
 * picture sends 150,528 bytes instead of 602,112.
 */
public record PixelTransferLayer(Preprocessing preprocessing) implements TransferLayer {
  /** The spec of this TL. */
  public static final String SPEC = "pixels";

  @Override
  public String spec() {
    return SPEC;
  }

  @Override
  public boolean sendsPicture() {
    return true;
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    return misfit(SPEC, type);
  }

  /** Why a layer of a spec that sends the picture cannot stand at a tensor. */
  Optional<String> misfit(String spec, TensorType type) {
    Shape shape = type.shape();
    int channels = preprocessing.mean().size();
    boolean fits =
        type.elementType() == ElementType.FLOAT32
            && shape.rank() == 4
            && shape.dim(channelAxis()) == channels;
    return fits
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s needs a float32 %s image of %d channels, got %s",
                spec,
                preprocessing.layout(),
                channels,
                type));
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
    TensorSpec image = samples.spec();
    FitChecks.requireFit(this, image);
    TensorSpec wire =
        new TensorSpec(image.name() + "/DeviceTL/pixels", ElementType.UINT8, image.shape());
    return new FittedTransferLayer(
        SPEC, encoder(image, wire), decoder(image, wire), new PlainCodec());
  }

  private Fragment encoder(TensorSpec image, TensorSpec wire) {
    String prefix = image.name() + "/DeviceTL/";
    Map<String, Tensor> constants =
        Map.of(
            prefix + "offset", perChannel(preprocessing.pixelOffsets()),
            prefix + "step", perChannel(preprocessing.pixelSteps()),
            prefix + "low", Tensor.scalar(0),
            prefix + "high", Tensor.scalar(255));
    List<Node> nodes =
        List.of(
            node(prefix + "shifted", "Sub", image.name(), prefix + "offset"),
            node(prefix + "scaled", "Div", prefix + "shifted", prefix + "step"),
            node(prefix + "rounded", "Round", prefix + "scaled"),
            node(prefix + "clipped", "Clip", prefix + "rounded", prefix + "low", prefix + "high"),
            cast(wire.name(), prefix + "clipped", ElementType.UINT8));
    return new Fragment(image, wire, nodes, constants);
  }

  private Fragment decoder(TensorSpec image, TensorSpec wire) {
    String prefix = image.name() + "/EdgeTL/";
    Map<String, Tensor> constants =
        Map.of(
            prefix + "offset", perChannel(preprocessing.pixelOffsets()),
            prefix + "step", perChannel(preprocessing.pixelSteps()));
    List<Node> nodes =
        List.of(
            cast(prefix + "levels", wire.name(), ElementType.FLOAT32),
            node(prefix + "scaled", "Mul", prefix + "levels", prefix + "step"),
            node(prefix + "image", "Add", prefix + "scaled", prefix + "offset"));
    return new Fragment(wire, new TensorSpec(prefix + "image", image.type()), nodes, constants);
  }

  private static Node node(String output, String operator, String... inputs) {
    return Node.of(output, operator, List.of(inputs), Map.of());
  }

  private static Node cast(String output, String input, ElementType type) {
    return Node.of(output, "Cast", List.of(input), Map.of("to", Attribute.of(type.onnxCode())));
  }

  private int channelAxis() {
    return preprocessing.layout() == Preprocessing.Layout.NCHW ? 1 : 3;
  }

  private Tensor perChannel(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int c = 0; c < floats.length; c++) {
      floats[c] = values.get(c).floatValue();
    }
    Shape shape =
        channelAxis() == 1 ? Shape.of(1, floats.length, 1, 1) : Shape.of(1, 1, 1, floats.length);
    return Tensor.ofFloats(shape, floats);
  }
}
