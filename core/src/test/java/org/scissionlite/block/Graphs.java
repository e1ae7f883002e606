package org.scissionlite.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** Builds small graphs: every tensor is float32 [1,8], every node adds up what it reads. */
final class Graphs {
  static final TensorType TYPE = new TensorType(ElementType.FLOAT32, Shape.of(1, 8));

  private final List<String> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, TensorType> types = new HashMap<>();

  Graphs(String... inputs) {
    this.inputs.addAll(Arrays.asList(inputs));
  }

  /** A node of its own layer. */
  Graphs add(String name, String... reads) {
    return addTo(name, name, reads);
  }

  /** A node of a layer that may have other nodes. */
  Graphs addTo(String layer, String name, String... reads) {
    nodes.add(new Node(name, layer, "", "Sum", List.of(reads), List.of(name), Map.of()));
    types.put(name, TYPE);
    return this;
  }

  ModelGraph withOutputs(String... outputs) {
    return new ModelGraph(
        "test",
        Map.of("", 17),
        specs(inputs),
        specs(Arrays.asList(outputs)),
        nodes,
        Map.of(),
        types);
  }

  private static List<TensorSpec> specs(List<String> names) {
    return names.stream().map(name -> new TensorSpec(name, TYPE)).toList();
  }

  /** A random graph of one or two inputs and one or more outputs, all nodes alive. */
  static ModelGraph random(Random random, int size) {
    List<String> tensors = new ArrayList<>(List.of("x"));
    if (random.nextBoolean()) {
      tensors.add("y");
    }
    Graphs graph = new Graphs(tensors.toArray(String[]::new));
    for (int i = 0; i < size; i++) {
      int recent = Math.max(0, tensors.size() - 1 - random.nextInt(3));
      List<String> reads = new ArrayList<>(List.of(tensors.get(recent)));
      if (random.nextInt(3) == 0) {
        reads.add(tensors.get(random.nextInt(tensors.size())));
      }
      graph.add("n" + i, reads.stream().distinct().toArray(String[]::new));
      tensors.add("n" + i);
    }
    List<String> outputs = new ArrayList<>(List.of(tensors.get(tensors.size() - 1)));
    while (random.nextInt(2) == 0) {
      outputs.add("n" + random.nextInt(size));
    }
    return alive(graph.withOutputs(outputs.stream().distinct().toArray(String[]::new)));
  }

  /** The graph without the nodes that lead nowhere, as a reader of model files gives it. */
  private static ModelGraph alive(ModelGraph graph) {
    var alive = Ancestors.of(graph, graph.outputs());
    return graph.with(
        graph.inputs(),
        graph.outputs(),
        graph.nodes().stream().filter(node -> alive.contains(node.name())).toList());
  }
}
