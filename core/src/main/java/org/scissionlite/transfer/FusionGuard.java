package org.scissionlite.transfer;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * Keeps the model's operators and those of a transfer layer apart, where ONNX Runtime fuses them
 * and then refuses its own result. A Max with one more input that changes nothing, minus infinity,
 * stands between them.
 *
 * <p>A Pad into the pooling behind it, even where the padding is wider than the window ("Pad should
 * be smaller than kernel"): DenseNet169's best cut in the paper, after its zero padding of 3, is
 * such a place.
 *
 * <p>An operator of a quantised model into the quantisation of each channel beside it, which its
 * integer kernels do not take ("result zero point must be a scalar").
 */
final class FusionGuard {
  private FusionGuard() {}

  /** The layer with guards where it needs some. */
  static FittedTransferLayer apply(ModelGraph graph, FittedTransferLayer layer) {
    if (layer.encoder().isIdentity() || layer.decoder().isIdentity()) {
      return layer;
    }
    boolean padded = writes(graph, "Pad", layer) && first(layer).equals("MaxPool");
    boolean quantises =
        first(layer).equals("QuantizeLinear")
            && layer.encoder().input().elementType() == ElementType.FLOAT32
            && graph.nodes().stream().anyMatch(node -> node.operator().equals("QuantizeLinear"));
    return new FittedTransferLayer(
        layer.spec(),
        padded || quantises ? before(layer.encoder()) : layer.encoder(),
        quantises ? behind(layer) : layer.decoder(),
        layer.codec());
  }

  private static boolean writes(ModelGraph graph, String operator, FittedTransferLayer layer) {
    Node producer = graph.producers().get(layer.encoder().input().name());
    return producer != null && producer.operator().equals(operator);
  }

  private static String first(FittedTransferLayer layer) {
    return layer.encoder().nodes().get(0).operator();
  }

  private static Fragment before(Fragment encoder) {
    TensorSpec cut = encoder.input();
    String name = cut.name() + "/DeviceTL/guard";
    return guard(cut, name).then(encoder.readingFrom(name));
  }

  private static Fragment behind(FittedTransferLayer layer) {
    String name = layer.encoder().input().name() + "/EdgeTL/guard";
    return layer.decoder().then(guard(layer.decoder().output(), name));
  }

  private static Fragment guard(TensorSpec tensor, String name) {
    String lowest = name + "/lowest";
    Node max = Node.of(name, "Max", List.of(tensor.name(), lowest), Map.of());
    return new Fragment(
        tensor,
        new TensorSpec(name, tensor.type()),
        List.of(max),
        Map.of(lowest, Tensor.scalar(Float.NEGATIVE_INFINITY)));
  }
}
