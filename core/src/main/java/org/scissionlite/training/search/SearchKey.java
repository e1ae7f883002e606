package org.scissionlite.training.search;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scissionlite.block.Cut;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.Task;

/**
 * Identifies what trials hold for: model, cut, images with their division, and seed. The content
 * counts, whatever the order of maps.
 */
final class SearchKey {
  private SearchKey() {}

  static String of(ModelGraph graph, Cut cut, Task task, SearchImages images, long seed) {
    List<String> parts =
        List.of(
            graph.inputs().toString(),
            graph.outputs().toString(),
            graph.nodes().stream().map(SearchKey::text).collect(Collectors.joining("\n")),
            weights(graph),
            cut.tensors() + (cut.kept().isEmpty() ? "" : " kept " + cut.kept()),
            task.spec(),
            images.sha256(),
            String.valueOf(seed));
    return Sha256.of(String.join("\n\n", parts));
  }

  private static String text(Node node) {
    String attributes =
        node.attributes().entrySet().stream()
            .map(each -> each.getKey() + "=" + text(each.getValue()))
            .collect(Collectors.joining(" "));
    List<String> operator = List.of(node.name(), node.domain(), node.operator());
    return "%s %s %s %s".formatted(operator, node.inputs(), node.outputs(), attributes);
  }

  /** The text of a tensor or of a body does not hold what is in it. */
  private static String text(Attribute attribute) {
    if (attribute instanceof Attribute.TensorValue tensor) {
      return text(tensor.value());
    }
    if (attribute instanceof Attribute.Opaque body) {
      return Sha256.of(body.serialized()) + body.captured();
    }
    return attribute.toString();
  }

  private static String weights(ModelGraph graph) {
    Map<String, Tensor> sorted = new TreeMap<>(graph.initializers());
    return sorted.entrySet().stream()
        .map(weight -> weight.getKey() + "=" + text(weight.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String text(Tensor tensor) {
    return tensor.type() + " " + Sha256.of(tensor.data());
  }
}
