package org.scissionlite.transfer;

import java.util.Optional;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.PlainCodec;

/** No transfer layer: the tensor itself crosses the wire, as in Scission. */
public record NoTransferLayer() implements TransferLayer {
  /** The spec of a cut without a TL. */
  public static final String SPEC = "none";

  @Override
  public String spec() {
    return SPEC;
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    return Optional.empty();
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
    Fragment identity = Fragment.identity(samples.spec());
    return new FittedTransferLayer(SPEC, identity, identity, new PlainCodec());
  }
}
