package org.scissionlite.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.NativeMemory;

/** Moves weights between a graph's initializers, the Java heap and a running model. */
final class Weights {
  private Weights() {}

  /** Copies of initializers of a running model, as float32. */
  static Map<String, Tensor> copy(TorchModel model, List<String> names) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    names.forEach(
        name ->
            copies.put(
                name,
                NativeMemory.scoped(
                    () -> HostTensors.toHost(model.initializer(name), ElementType.FLOAT32))));
    return copies;
  }

  /** Overwrites a native tensor with values of its shape. */
  static void set(org.bytedeco.pytorch.Tensor target, Tensor values) {
    NativeMemory.withoutGradients(() -> target.copy_(HostTensors.toTorch(values)).numel());
  }

  /** The graph with these initializers in place of its own; the others are the same bytes. */
  static ModelGraph into(ModelGraph graph, Map<String, Tensor> weights) {
    Map<String, Tensor> converted = new LinkedHashMap<>(weights);
    converted.replaceAll((name, value) -> as(value, graph.initializers().get(name).elementType()));
    return graph.withInitializers(converted);
  }

  /** The graph with those of these tensors that it has initializers of the same names for. */
  static ModelGraph replaced(ModelGraph graph, Map<String, Tensor> weights) {
    Map<String, Tensor> own = new LinkedHashMap<>(weights);
    own.keySet().retainAll(graph.initializers().keySet());
    return into(graph, own);
  }

  private static Tensor as(Tensor value, ElementType type) {
    return value.elementType() == type
        ? value
        : NativeMemory.scoped(() -> HostTensors.toHost(HostTensors.toTorch(value), type));
  }

  /** A hash over names and values. */
  static String sha256(Map<String, Tensor> weights) {
    StringBuilder parts = new StringBuilder();
    weights.forEach((name, value) -> parts.append(name).append(Sha256.of(value.data())));
    return Sha256.of(parts.toString());
  }
}
