package org.scissionlite.transfer.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.TransferLayer;

/**
 * Transfer layers one after another: "pool2+q8" pools, then quantises; the edge undoes them in
 * reverse order. Only the last one's codec is used.
 */
record ChainedTransferLayer(List<TransferLayer> parts) implements TransferLayer {
  ChainedTransferLayer {
    parts = List.copyOf(parts);
  }

  @Override
  public String spec() {
    return parts.stream().map(TransferLayer::spec).collect(Collectors.joining("+"));
  }

  /** The first part decides: the later ones see a float32 tensor of the same rank. */
  @Override
  public Optional<String> misfit(TensorType type) {
    return parts.stream().map(part -> part.misfit(type)).flatMap(Optional::stream).findFirst();
  }

  @Override
  public boolean sendsPicture() {
    return parts.stream().anyMatch(TransferLayer::sendsPicture);
  }

  @Override
  public boolean sendsFixedSize() {
    return parts.get(parts.size() - 1).sendsFixedSize();
  }

  @Override
  public boolean needsCalibration() {
    return parts.stream().anyMatch(TransferLayer::needsCalibration);
  }

  @Override
  public FittedTransferLayer fit(FeatureSamples samples) {
    FittedTransferLayer whole = parts.get(0).fit(samples);
    for (TransferLayer part : parts.subList(1, parts.size())) {
      FittedTransferLayer next = part.fit(samples.after(whole.encoder()));
      whole =
          new FittedTransferLayer(
              spec(),
              whole.encoder().then(next.encoder()),
              next.decoder().then(whole.decoder().readingFrom(next.decoder().output().name())),
              next.codec());
    }
    return whole;
  }
}
