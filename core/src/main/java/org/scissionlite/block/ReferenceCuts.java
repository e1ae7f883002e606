package org.scissionlite.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Layer;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The blocks that the Python tools Scission and ScissionTL cut a model into.
 *
 * <p>Their rule: after layer i there is a cut when exactly one edge of the layer graph leaves the
 * layers 0 to i. A tensor that feeds two branches is no cut there, although sending it once would
 * do; {@link BlockChain#of} finds those cuts too. The input alone is no block. DenseNet169 has 22
 * such blocks: layers 0 to 1 (its zero padding), 2, 3, 4, 5, 6 to 48 and so on.
 */
public final class ReferenceCuts {
  private static final long FILE_HEADER_BYTES = 128;
  private static final long ELEMENT_BYTES = 4;

  private final ModelGraph graph;
  private final List<Layer> layers;
  private final Map<String, Integer> layerOf = new HashMap<>();

  /** How many edges begin at each layer, and the tensor that the last of them carries. */
  private final int[] leaving;

  private final String[] carried;

  /** The change, at each layer, of the number of edges that pass over the place after it. */
  private final int[] change;

  private ReferenceCuts(ModelGraph graph) {
    this.graph = graph;
    this.layers = graph.layers();
    this.leaving = new int[layers.size()];
    this.carried = new String[layers.size()];
    this.change = new int[layers.size() + 1];
  }

  /**
   * The model as the chain of the reference's blocks.
   *
   * @throws ScissionLiteException if the shape of a tensor at a cut is not known
   */
  public static BlockChain of(ModelGraph graph) {
    return new ReferenceCuts(graph).chain();
  }

  /**
   * The size of a block's output as the reference counts it: a NumPy file with a header of 128
   * bytes and 4 bytes an element. After DenseNet169's zero padding: 128 + 4 * 3 * 230 * 230 =
   * 634,928 bytes.
   */
  public static long outputBytes(Block block) {
    return block.output().tensors().stream()
        .mapToLong(tensor -> FILE_HEADER_BYTES + ELEMENT_BYTES * tensor.shape().elements())
        .sum();
  }

  private BlockChain chain() {
    addEdges();
    List<Cut> ends = new ArrayList<>();
    int passing = change[0];
    for (int i = 1; i < layers.size() - 1; i++) {
      passing += change[i];
      if (passing == 1 && leaving[i] == 1) {
        ends.add(new Cut(layers.get(i).name(), i, List.of(graph.spec(carried[i]))));
      }
    }
    int last = layers.size() - 1;
    ends.add(new Cut(layers.get(last).name(), last, graph.outputs()));
    return new BlockChain(graph, blocksUpTo(ends));
  }

  /** An edge leads from the layer that writes a tensor to each other layer that reads it. */
  private void addEdges() {
    graph.inputs().forEach(input -> layerOf.put(input.name(), 0));
    for (Layer layer : layers) {
      Set<String> read = new HashSet<>();
      layer.nodes().forEach(node -> node.reads().forEach(read::add));
      for (Node node : layer.nodes()) {
        node.writes().forEach(tensor -> layerOf.put(tensor, layer.index()));
      }
      read.stream().filter(layerOf::containsKey).forEach(tensor -> addEdge(tensor, layer.index()));
    }
    graph.outputs().stream()
        .map(TensorSpec::name)
        .filter(layerOf::containsKey)
        .forEach(tensor -> addEdge(tensor, layers.size()));
  }

  private void addEdge(String tensor, int to) {
    int from = layerOf.get(tensor);
    if (from != to) {
      leaving[from]++;
      carried[from] = tensor;
      change[from]++;
      change[to]--;
    }
  }

  private List<Block> blocksUpTo(List<Cut> ends) {
    List<Block> blocks = new ArrayList<>();
    Cut start = new Cut("input", 0, graph.inputs());
    for (Cut end : ends) {
      int first = blocks.isEmpty() ? 0 : start.layer() + 1;
      List<Node> nodes =
          layers.subList(first, end.layer() + 1).stream()
              .flatMap(layer -> layer.nodes().stream())
              .toList();
      blocks.add(new Block(blocks.size(), first, end.layer(), start, end, nodes));
      start = end;
    }
    return blocks;
  }
}
