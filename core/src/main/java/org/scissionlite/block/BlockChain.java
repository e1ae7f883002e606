package org.scissionlite.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Layer;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * A model as a chain of blocks, separated by its cuts.
 *
 * <p>Law: the blocks hold every node exactly once, but for those that depend on no input, which are
 * in each block that needs them; executed one after another they compute what the model computes of
 * its inputs. Another order of the graph's nodes has the same cuts.
 *
 * @param graph the model
 * @param blocks in order; block i ends at the cut where block i + 1 begins
 */
public record BlockChain(ModelGraph graph, List<Block> blocks) {
  public BlockChain {
    blocks = List.copyOf(blocks);
  }

  /**
   * The chain of all single-tensor cuts of a model: a tensor is a cut if every path to what is
   * computed behind it crosses it. Of several heads that hold cuts, one chain holds those of the
   * head that has the most.
   */
  public static BlockChain of(ModelGraph graph) {
    return of(graph, 1);
  }

  /**
   * The chain of all cuts of at most a number of tensors, in an order in which the nodes can run
   * that does not depend on the graph's; residual, dense and inception cells are cut inside.
   *
   * @throws UsageException for less than one tensor
   */
  public static BlockChain of(ModelGraph graph, int maxCutTensors) {
    if (maxCutTensors < 1) {
      throw new UsageException(
          "tensors of a cut: expected 1 or more, got %d; 1 is the nearest"
              .formatted(maxCutTensors));
    }
    List<Node> order = RunOrder.of(graph);
    Map<String, Integer> layerOf = layerNumbers(graph);
    List<Layer> layers = graph.layers();
    Map<Cut, String> newest = new LinkedHashMap<>();
    Cut before = Cut.before(graph);
    newest.put(before, before.name());
    for (LiveTensors.After place : LiveTensors.atMost(graph, order, maxCutTensors)) {
      int layer = layerOf.get(place.last().name());
      Cut cut = SmallInputs.with(graph, cut(graph, layers.get(layer), place));
      if (!cut.tensors().equals(before.tensors()) || !cut.kept().equals(before.kept())) {
        newest.put(cut, place.newest());
        before = cut;
      }
    }
    int last =
        order.isEmpty() ? layers.size() - 1 : layerOf.get(order.get(order.size() - 1).name());
    Cut end = new Cut(layers.get(last).name(), last, graph.outputs());
    return new BlockChain(graph, blocksBetween(graph, uniqueNames(newest), end, layerOf));
  }

  private static Cut cut(ModelGraph graph, Layer layer, LiveTensors.After place) {
    return new Cut(
        layer.name(),
        layer.index(),
        place.tensors().stream().map(graph::spec).toList(),
        graph.outputs().stream().filter(each -> place.kept().contains(each.name())).toList());
  }

  private static Map<String, Integer> layerNumbers(ModelGraph graph) {
    return graph.layers().stream()
        .flatMap(layer -> layer.nodes().stream().map(node -> Map.entry(node.name(), layer)))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().index()));
  }

  /**
   * Where two cuts lie after one layer (its two nodes), the inner one gets the name of its newest
   * tensor: those that go around it cross at other cuts, too.
   *
   * @param newest each cut's newest tensor
   */
  private static List<Cut> uniqueNames(Map<Cut, String> newest) {
    Map<String, Long> uses =
        newest.keySet().stream().collect(Collectors.groupingBy(Cut::name, Collectors.counting()));
    Map<String, Long> seen = new HashMap<>();
    return newest.entrySet().stream()
        .map(
            each ->
                seen.merge(each.getKey().name(), 1L, Long::sum) < uses.get(each.getKey().name())
                    ? each.getKey().named(each.getValue())
                    : each.getKey())
        .toList();
  }

  private static List<Block> blocksBetween(
      ModelGraph graph, List<Cut> cuts, Cut end, Map<String, Integer> layerOf) {
    ConstantBranches constants = ConstantBranches.of(graph);
    Set<String> done = new HashSet<>();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      boolean isLast = i + 1 == cuts.size();
      Cut output = isLast ? end : cuts.get(i + 1);
      Set<String> before = isLast ? allNames(graph) : Ancestors.of(graph, output.ends());
      List<Node> own =
          graph.nodes().stream()
              .filter(node -> before.contains(node.name()) && !constants.holds(node))
              .filter(node -> done.add(node.name()))
              .toList();
      int first = own.stream().mapToInt(node -> layerOf.get(node.name())).min().orElse(end.layer());
      int last = own.stream().mapToInt(node -> layerOf.get(node.name())).max().orElse(end.layer());
      Set<String> names = own.stream().map(Node::name).collect(Collectors.toSet());
      Stream<String> outputs = Block.ends(cuts.get(i), output).stream().map(TensorSpec::name);
      List<Node> nodes = constants.with(graph, names, outputs);
      blocks.add(new Block(i, i == 0 ? 0 : first, last, cuts.get(i), output, nodes));
    }
    return blocks;
  }

  private static Set<String> allNames(ModelGraph graph) {
    return graph.nodes().stream().map(Node::name).collect(Collectors.toSet());
  }

  /** The cuts, in order: the input first; the model's end is no cut. */
  public List<Cut> cuts() {
    return blocks.stream().map(Block::input).toList();
  }

  /**
   * The cuts of one tensor that this chain does not hold, as they lie inside heads beside the one
   * that holds most: the device computes all other heads. They are made by their names.
   */
  public List<Cut> cutsInOtherHeads() {
    Set<TensorSpec> known = new HashSet<>(graph.inputs());
    for (Cut cut : cuts()) {
      List<TensorSpec> computed =
          cut.tensors().stream().filter(tensor -> !graph.inputs().contains(tensor)).toList();
      known.addAll(computed.size() == 1 ? computed : List.of());
    }
    return new SeparatingTensors(graph)
        .beforeOutputs().stream()
            .filter(tensor -> known.add(graph.spec(tensor)))
            .map(tensor -> TensorCut.of(graph, tensor))
            .toList();
  }

  /**
   * The cut of a name: a layer, else a tensor; else a layer's number; else a module; else a tensor
   * or a list of them that is a cut in another order of the nodes, such as "branch,shortcut". A
   * number and a module stand for the last cut in them ("layer1.8" for "layer1.8.relu2"), a tensor
   * for the first that sends it alone.
   *
   * @throws UsageException for an unknown name; lists the valid ones, nearest first
   */
  public Cut cut(String name) {
    Optional<Cut> known =
        last(cut -> cut.name().equals(name))
            .or(() -> cuts().stream().filter(cut -> sendsAlone(cut, name)).findFirst())
            .or(() -> last(cut -> String.valueOf(cut.layer()).equals(name)))
            .or(() -> last(cut -> isIn(cut.name(), name)));
    if (known.isEmpty() && name.contains(TensorCut.SEPARATOR)) {
      return TensorCut.of(graph, name);
    }
    if (known.isEmpty() && cuts().size() == 1) {
      throw new UsageException(
          "model '%s' has no cut of so few tensors: run it whole, cut at 'input', or allow more with --max-cut-tensors"
              .formatted(graph.name()));
    }
    if (known.isEmpty() && isComputed(name)) {
      return TensorCut.of(graph, name);
    }
    return known.orElseThrow(
        () -> UsageException.unknownName("cut", name, cuts().stream().map(Cut::name).toList()));
  }

  private boolean isComputed(String tensor) {
    return graph.nodes().stream().flatMap(Node::writes).anyMatch(tensor::equals);
  }

  private Optional<Cut> last(Predicate<Cut> wanted) {
    return cuts().stream().filter(wanted).reduce((earlier, later) -> later);
  }

  private static boolean isIn(String layer, String module) {
    return layer.startsWith(module + ".") || layer.startsWith(module + "/");
  }

  private static boolean sendsAlone(Cut cut, String tensor) {
    return cut.tensors().size() == 1 && cut.tensors().get(0).name().equals(tensor);
  }
}
