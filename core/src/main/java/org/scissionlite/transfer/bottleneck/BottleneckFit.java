package org.scissionlite.transfer.bottleneck;

import java.util.List;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.ActivationBounds;
import org.scissionlite.transfer.DeadZone;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.TypicalTransferLayer;
import org.scissionlite.transfer.codec.RansCodec;
import org.scissionlite.transfer.codec.WireIntegers;
import org.scissionlite.transfer.codec.WireTables;

/**
 * What a bottleneck learns from samples before a step is chosen: its kernels and the components of
 * the samples. A TL of any step follows from it within a second.
 */
public final class BottleneckFit {
  private final BottleneckTransferLayer layer;
  private final BottleneckOperators operators;
  private final List<Tensor> components;
  private final double unit;

  private BottleneckFit(
      BottleneckTransferLayer layer,
      BottleneckOperators operators,
      List<Tensor> components,
      double unit) {
    this.layer = layer;
    this.operators = operators;
    this.components = components;
    this.unit = unit;
  }

  /**
   * Learns from samples.
   *
   * @param samples feature maps [1,C,H,W]; at least one
   */
  static BottleneckFit of(FeatureSamples samples, BottleneckTransferLayer layer) {
    BottleneckOperators operators =
        new BottleneckOperators(
            samples.spec(),
            layer,
            PatchComponents.of(samples, layer.stride(), layer.channels()),
            ActivationBounds.of(samples.tensors()));
    List<Tensor> components = samples.after(operators.analysis()).tensors();
    return new BottleneckFit(layer, operators, components, rootMeanSquare(components));
  }

  /** Operators and codec of the right sizes, which learned nothing but their tables. */
  static TypicalTransferLayer typical(TensorSpec cut, BottleneckTransferLayer layer) {
    PatchComponents patches =
        PatchComponents.typical(cut.shape().dim(1), layer.stride(), layer.channels());
    BottleneckOperators operators =
        new BottleneckOperators(cut, layer, patches, ActivationBounds.usual());
    Tensor wire = TypicalTransferLayer.levels(operators.wireShape());
    List<Tensor> components = List.of(TypicalTransferLayer.numbers(wire));
    BottleneckFit fit = new BottleneckFit(layer, operators, components, 1 / layer.step());
    return new TypicalTransferLayer(fit.at(layer.step()), wire);
  }

  private static double rootMeanSquare(List<Tensor> tensors) {
    double sum = 0;
    long count = 0;
    for (Tensor tensor : tensors) {
      float[] values = tensor.toFloats();
      for (float value : values) {
        sum += (double) value * value;
      }
      count += values.length;
    }
    return sum > 0 ? Math.sqrt(sum / count) : 1;
  }

  /**
   * The TL of a step.
   *
   * @param step of the quantiser, in units of the components' root mean square
   */
  public FittedTransferLayer at(double step) {
    float width = (float) (step * unit);
    List<Tensor> integers = components.stream().map(tensor -> quantised(tensor, width)).toList();
    Fragment encoder = operators.encoder(width, wireType(integers));
    return new FittedTransferLayer(
        layer.withStep(step).spec(),
        encoder,
        operators.decoder(encoder.output(), width),
        new RansCodec(WireTables.perChannel(integers)));
  }

  private static Tensor quantised(Tensor components, float width) {
    float[] values = components.toFloats();
    short[] levels = new short[values.length];
    for (int i = 0; i < levels.length; i++) {
      int level = DeadZone.level(values[i] / width);
      levels[i] = (short) Math.max(-Short.MAX_VALUE, Math.min(Short.MAX_VALUE, level));
    }
    return WireIntegers.tensor(new TensorType(ElementType.INT16, components.shape()), levels);
  }

  private static ElementType wireType(List<Tensor> integers) {
    int largest = 0;
    for (Tensor tensor : integers) {
      for (short level : WireIntegers.read(tensor)) {
        largest = Math.max(largest, Math.abs(level));
      }
    }
    return WireIntegers.typeFor(largest);
  }
}
