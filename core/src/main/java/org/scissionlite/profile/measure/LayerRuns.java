package org.scissionlite.profile.measure;

import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Closer;
import org.scissionlite.model.Tensor;
import org.scissionlite.profile.WireSize;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.TypicalTransferLayer;

/**
 * A transfer layer at all tensors of a cut.
 *
 * @param runs one a tensor
 */
record LayerRuns(List<TransferLayerRun> runs) implements AutoCloseable {
  LayerRuns {
    runs = List.copyOf(runs);
  }

  /** What the sending side does. */
  void encode() {
    runs.forEach(TransferLayerRun::encode);
  }

  /** What the receiving side does. */
  void decode() {
    runs.forEach(TransferLayerRun::decode);
  }

  /** How many bytes the layer sends, as far as the examples tell. */
  WireSize size(TransferLayer layer, ExampleInputs examples) {
    if (layer.sendsFixedSize()) {
      return WireSize.fixed(runs.stream().mapToLong(TransferLayerRun::wireBytes).sum());
    }
    return examples.areImages()
        ? WireSize.measured(examples.counted().stream().mapToLong(this::wireBytes).toArray())
        : new WireSize.AtMost(runs.stream().mapToLong(TransferLayerRun::mostBytes).sum());
  }

  /** The share of zeros that the layer is taken to send; 0 where it sends what the cut holds. */
  double assumedZeros() {
    return runs.get(0).isTypical() ? TypicalTransferLayer.ZEROS : 0;
  }

  private long wireBytes(Map<String, Tensor> image) {
    return runs.stream().mapToLong(run -> run.wireBytes(image)).sum();
  }

  @Override
  public void close() {
    Closer closer = new Closer();
    runs.forEach(closer::own);
    closer.close();
  }
}
