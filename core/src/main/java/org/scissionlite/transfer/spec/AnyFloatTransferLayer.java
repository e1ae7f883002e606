package org.scissionlite.transfer.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.TypicalTransferLayer;

/**
 * A transfer layer for float32 at a tensor of any floating-point type: DeviceTL begins with a cast
 * to float32, and EdgeTL ends with one back. What crosses as floats crosses in the tensor's own
 * type, so that pool2 sends halves where the model computes in half precision.
 */
record AnyFloatTransferLayer(TransferLayer inFloat32) implements TransferLayer {
  private static final Set<ElementType> OTHER_FLOATS =
      Set.of(ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.FLOAT64);

  @Override
  public String spec() {
    return inFloat32.spec();
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    return inFloat32.misfit(isOther(type) ? float32(type) : type);
  }

  @Override
  public boolean sendsPicture() {
    return inFloat32.sendsPicture();
  }

  @Override
  public boolean sendsFixedSize() {
    return inFloat32.sendsFixedSize();
  }

  @Override
  public boolean needsCalibration() {
    return inFloat32.needsCalibration();
  }

  @Override
  public FittedTransferLayer fit(FeatureSamples samples) {
    TensorSpec cut = samples.spec();
    if (!isOther(cut.type())) {
      return inFloat32.fit(samples);
    }
    return around(inFloat32.fit(new Widened(samples, widening(cut))), cut);
  }

  @Override
  public Optional<TypicalTransferLayer> typical(TensorSpec cut) {
    if (!isOther(cut.type())) {
      return inFloat32.typical(cut);
    }
    return inFloat32
        .typical(widening(cut).output())
        .map(typical -> new TypicalTransferLayer(around(typical.layer(), cut), typical.wire()));
  }

  private static FittedTransferLayer around(FittedTransferLayer layer, TensorSpec cut) {
    Fragment encoder = widening(cut).then(layer.encoder());
    Fragment decoder = layer.decoder();
    TensorSpec wire = layer.wire();
    if (wire.elementType() == ElementType.FLOAT32) {
      TensorSpec narrow = new TensorSpec(wire.name() + "/narrow", cut.elementType(), wire.shape());
      TensorSpec wide = new TensorSpec(wire.name() + "/wide", wire.type());
      encoder = encoder.then(cast(wire, narrow));
      decoder = cast(narrow, wide).then(decoder.readingFrom(wide.name()));
    }
    TensorSpec restored = new TensorSpec(cut.name() + "/EdgeTL/narrow", cut.type());
    return new FittedTransferLayer(
        layer.spec(), encoder, decoder.then(cast(decoder.output(), restored)), layer.codec());
  }

  private static Fragment widening(TensorSpec cut) {
    return cast(cut, new TensorSpec(cut.name() + "/DeviceTL/float32", float32(cut.type())));
  }

  private static Fragment cast(TensorSpec from, TensorSpec to) {
    Node node =
        Node.of(
            to.name(),
            "Cast",
            List.of(from.name()),
            Map.of("to", Attribute.of(to.elementType().onnxCode())));
    return new Fragment(from, to, List.of(node), Map.of());
  }

  private static boolean isOther(TensorType type) {
    return OTHER_FLOATS.contains(type.elementType());
  }

  private static TensorType float32(TensorType type) {
    return new TensorType(ElementType.FLOAT32, type.shape());
  }

  /** Samples after the cast, with their gradients after it. */
  private record Widened(FeatureSamples original, FeatureSamples wide, Fragment cast)
      implements FeatureSamples {
    Widened(FeatureSamples original, Fragment cast) {
      this(original, original.after(cast), cast);
    }

    @Override
    public TensorSpec spec() {
      return wide.spec();
    }

    @Override
    public List<Tensor> tensors() {
      return wide.tensors();
    }

    @Override
    public FeatureSamples first(int most) {
      return new Widened(original, wide.first(most), cast);
    }

    @Override
    public FeatureSamples after(Fragment fragment) {
      return wide.after(fragment);
    }

    @Override
    public FeatureSamples gradients() {
      return original.gradients().after(cast);
    }
  }
}
