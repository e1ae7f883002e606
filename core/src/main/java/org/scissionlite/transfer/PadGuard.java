package org.scissionlite.transfer;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Keeps a padding of the model and a pooling of the transfer layer apart.
 *
 * <p>ONNX Runtime fuses a Pad into the pooling behind it even where the padding is wider than the
 * window, and then refuses its own result ("Pad should be smaller than kernel"). DenseNet169's best
 * cut in the paper, after its zero padding of 3, is such a place. A Max with one more input that
 * changes nothing, minus infinity, stands between them.
 */
final class PadGuard {
  private PadGuard() {}

  /** The layer with the guard before its pooling, where it would stand behind a padding. */
  static FittedTransferLayer apply(ModelGraph graph, FittedTransferLayer layer) {
    Node producer = graph.producers().get(layer.encoder().input().name());
    List<Node> nodes = layer.encoder().nodes();
    boolean fusible =
        producer != null
            && producer.operator().equals("Pad")
            && !nodes.isEmpty()
            && nodes.get(0).operator().equals("MaxPool");
    return fusible
        ? new FittedTransferLayer(
            layer.spec(), guarded(layer.encoder()), layer.decoder(), layer.codec())
        : layer;
  }

  private static Fragment guarded(Fragment encoder) {
    TensorSpec cut = encoder.input();
    String name = cut.name() + "/DeviceTL/guard";
    String lowest = name + "/lowest";
    Node max = Node.of(name, "Max", List.of(cut.name(), lowest), Map.of());
    Fragment guard =
        new Fragment(
            cut,
            new TensorSpec(name, cut.type()),
            List.of(max),
            Map.of(lowest, Tensor.scalar(Float.NEGATIVE_INFINITY)));
    return guard.then(encoder.readingFrom(name));
  }
}
