package org.scissionlite.trainer.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.model.BatchAxes;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.trainer.operator.Operator;
import org.scissionlite.trainer.operator.Operators;

/**
 * A node with what the interpreter has to know about it beforehand.
 *
 * @param node what to run
 * @param operator what it does
 * @param inputs what is known about each input, in the node's order
 * @param lastReads outputs of earlier nodes that nobody reads after this node
 * @param batchAxis of the target of a Reshape that grows with the batch; 0 of other nodes
 */
record Step(
    Node node, Operator operator, List<Input> inputs, List<String> lastReads, int batchAxis) {
  Step {
    inputs = List.copyOf(inputs);
    lastReads = List.copyOf(lastReads);
  }

  /**
   * @param name the tensor; "" where an optional input is left out
   * @param declared the element type that the model gives it
   * @param constant whether it depends on no input of the graph
   */
  record Input(String name, Optional<ElementType> declared, boolean constant) {}

  /** All nodes of a graph, in its order. */
  static List<Step> plan(ModelGraph graph) {
    Map<String, String> lastReaders = new HashMap<>();
    graph.nodes().forEach(node -> node.reads().forEach(name -> lastReaders.put(name, node.name())));
    Set<String> produced = graph.producers().keySet();
    Set<String> varying = new HashSet<>();
    graph.inputs().stream().map(TensorSpec::name).forEach(varying::add);
    BatchAxes axes = BatchAxes.of(graph);
    List<Step> steps = new ArrayList<>();
    for (Node node : graph.nodes()) {
      List<Input> inputs =
          node.inputs().stream()
              .map(name -> new Input(name, declared(graph, name), !varying.contains(name)))
              .toList();
      if (node.reads().anyMatch(varying::contains)) {
        node.writes().forEach(varying::add);
      }
      List<String> lastReads =
          node.reads()
              .filter(name -> node.name().equals(lastReaders.get(name)) && produced.contains(name))
              .toList();
      Operator operator = Operators.of(graph.name(), node);
      steps.add(new Step(node, operator, inputs, lastReads, batchAxis(graph, axes, node)));
    }
    return List.copyOf(steps);
  }

  private static int batchAxis(ModelGraph graph, BatchAxes axes, Node node) {
    boolean reshapes = node.operator().equals("Reshape") && node.inputs().size() > 1;
    Tensor target = reshapes ? graph.initializers().get(node.inputs().get(1)) : null;
    return target == null ? 0 : axes.ofTarget(node, target.toLongs()).orElse(0);
  }

  /** The steps that some wanted tensor depends on, in order. */
  static List<Step> needed(List<Step> steps, List<String> wanted) {
    Set<String> names = new HashSet<>(wanted);
    List<Step> needed = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Node node = steps.get(i).node();
      if (node.writes().anyMatch(names::contains)) {
        node.reads().forEach(names::add);
        needed.add(0, steps.get(i));
      }
    }
    return needed;
  }

  private static Optional<ElementType> declared(ModelGraph graph, String name) {
    return name.isEmpty() ? Optional.empty() : graph.typeOf(name).map(TensorType::elementType);
  }
}
