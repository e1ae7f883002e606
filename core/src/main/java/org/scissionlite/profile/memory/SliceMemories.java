package org.scissionlite.profile.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockChain;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.profile.SliceMemory;

/**
 * The memory of the slices of every cut, from the graph: weights plus the most bytes of activations
 * that are alive at once when each is dropped after its last reader.
 *
 * <p>A chain of two blocks of 1 MB weights each, with activations of 4, 2 and 1 MB at its cuts, has
 * a device slice of 1 + (4 + 2) = 7 MB and an edge slice of 1 + (2 + 1) = 4 MB at the middle cut.
 */
final class SliceMemories {
  private final ModelGraph graph;
  private final Map<String, Integer> lastReader = new HashMap<>();
  private final Map<String, Long> alive = new HashMap<>();
  private long aliveBytes;

  private SliceMemories(ModelGraph graph) {
    this.graph = graph;
  }

  /** One for the cut before each block. */
  static List<SliceMemory> of(BlockChain chain) {
    List<Long> activations = new SliceMemories(chain.graph()).peaks(chain.blocks());
    List<Long> device = grow(chain, activations, chain.blocks());
    List<Block> backwards = new ArrayList<>(chain.blocks());
    Collections.reverse(backwards);
    Collections.reverse(activations);
    List<Long> edge = grow(chain, activations, backwards);
    List<SliceMemory> memories = new ArrayList<>();
    int blocks = chain.blocks().size();
    for (int cut = 0; cut < blocks; cut++) {
      memories.add(SliceMemory.computed(device.get(cut), edge.get(blocks - cut)));
    }
    return List.copyOf(memories);
  }

  /** What a slice of the first 0, 1, ... of these blocks needs. */
  private static List<Long> grow(BlockChain chain, List<Long> activations, List<Block> blocks) {
    Set<String> weights = new HashSet<>();
    List<Long> needs = new ArrayList<>(List.of(0L));
    long weightBytes = 0;
    long peak = 0;
    for (int i = 0; i < blocks.size(); i++) {
      weightBytes += newWeights(chain.graph(), blocks.get(i), weights);
      peak = Math.max(peak, activations.get(i));
      needs.add(weightBytes + peak);
    }
    return needs;
  }

  private static long newWeights(ModelGraph graph, Block block, Set<String> seen) {
    return block.nodes().stream()
        .flatMap(Node::reads)
        .filter(seen::add)
        .map(graph.initializers()::get)
        .filter(tensor -> tensor != null)
        .map(Tensor::type)
        .mapToLong(TensorType::bytes)
        .sum();
  }

  /** The most bytes alive in each block. */
  private List<Long> peaks(List<Block> blocks) {
    List<Node> nodes = blocks.stream().flatMap(block -> block.nodes().stream()).toList();
    for (int i = 0; i < nodes.size(); i++) {
      int place = i;
      nodes.get(i).reads().forEach(name -> lastReader.put(name, place));
    }
    graph.outputs().forEach(output -> lastReader.put(output.name(), nodes.size()));
    graph.inputs().stream().map(TensorSpec::name).forEach(this::appear);
    List<Long> peaks = new ArrayList<>();
    int place = 0;
    for (Block block : blocks) {
      long peak = aliveBytes;
      for (Node node : block.nodes()) {
        node.writes().forEach(this::appear);
        peak = Math.max(peak, aliveBytes);
        drop(node, place++);
      }
      peaks.add(peak);
    }
    return peaks;
  }

  private void appear(String tensor) {
    long bytes = graph.typeOf(tensor).map(TensorType::bytes).orElse(0L);
    alive.put(tensor, bytes);
    aliveBytes += bytes;
  }

  private void drop(Node node, int place) {
    java.util.stream.Stream.concat(node.reads(), node.writes())
        .filter(name -> lastReader.getOrDefault(name, -1) <= place)
        .map(alive::remove)
        .filter(bytes -> bytes != null)
        .forEach(bytes -> aliveBytes -= bytes);
  }
}
