package org.scissionlite.transfer.lossless;

import java.util.Optional;
import java.util.Set;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FitChecks;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.PackedZstdCodec;
import org.scissionlite.transfer.codec.RansCodec;
import org.scissionlite.transfer.codec.entropy.ClassMap;

/**
 * Integers as they are: no operator, and a codec that loses nothing. A quantised model (int8, with
 * QuantizeLinear and DequantizeLinear) that is cut between the two sends the very integers that its
 * next layer reads.
 *
 * <p>int8, uint8 and int16 are entropy coded with tables that are learned for each channel from
 * calibration inputs: of [1,64,28,28] after a ReLU, 50,176 bytes of which two thirds are the zero
 * point, some 20,000 are sent. Other integers, and truths, are compressed with zstd.
 */
public record LosslessTransferLayer() implements TransferLayer {
  /** The spec. */
  public static final String SPEC = "lossless";

  private static final Set<ElementType> CODED =
      Set.of(ElementType.INT8, ElementType.UINT8, ElementType.INT16);

  private static final int BITS_OF_A_BYTE = 8;

  @Override
  public String spec() {
    return SPEC;
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    return Numbers.isFloat(type.elementType()) || type.isText()
        ? Optional.of(
            "%s needs a tensor of integers, got %s; in a quantised model, cut behind QuantizeLinear"
                .formatted(SPEC, type))
        : Optional.empty();
  }

  @Override
  public boolean sendsFixedSize() {
    return false;
  }

  @Override
  public boolean needsCalibration() {
    return true;
  }

  @Override
  public FittedTransferLayer fit(FeatureSamples samples) {
    TensorSpec cut = FitChecks.requireSamples(this, SPEC, samples);
    Fragment identity = Fragment.identity(cut);
    return new FittedTransferLayer(SPEC, identity, identity, codec(cut.type(), samples));
  }

  private static Codec codec(TensorType type, FeatureSamples samples) {
    boolean coded =
        CODED.contains(type.elementType()) && type.shape().elements() <= ClassMap.MOST_ELEMENTS;
    return coded
        ? new RansCodec(IntegerTables.of(samples.tensors()))
        : new PackedZstdCodec(BITS_OF_A_BYTE);
  }
}
