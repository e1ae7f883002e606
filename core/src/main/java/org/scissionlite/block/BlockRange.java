package org.scissionlite.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * Neighbouring blocks that run as one model.
 *
 * @param first index of the first block
 * @param count how many blocks
 */
public record BlockRange(int first, int count) {
  public BlockRange {
    if (first < 0 || count < 1) {
      throw new UsageException(
          "expected 1 or more blocks from block 0 or later on, got %d from block %d on"
              .formatted(count, first));
    }
  }

  /** The index after the last block. */
  public int end() {
    return first + count;
  }

  /** So many blocks cut into ranges of a length; the last one may be shorter. */
  public static List<BlockRange> all(int blocks, int length) {
    List<BlockRange> ranges = new ArrayList<>();
    for (int first = 0; first < blocks; first += length) {
      ranges.add(new BlockRange(first, Math.min(length, blocks - first)));
    }
    return List.copyOf(ranges);
  }

  /**
   * The range as a model: from the tensors that it reads to those it computes of what is there
   * behind it. Tensors that only pass by are in neither.
   */
  public ModelGraph graph(BlockChain chain) {
    List<Block> blocks = chain.blocks().subList(first, end());
    List<Node> nodes = blocks.stream().flatMap(block -> block.nodes().stream()).distinct().toList();
    Set<String> read = nodes.stream().flatMap(Node::reads).collect(Collectors.toSet());
    Set<String> written = nodes.stream().flatMap(Node::writes).collect(Collectors.toSet());
    return chain
        .graph()
        .with(among(read, blocks.get(0).input().tensors()), among(written, output(chain)), nodes);
  }

  private static List<TensorSpec> among(Set<String> names, List<TensorSpec> tensors) {
    return tensors.stream().filter(tensor -> names.contains(tensor.name())).toList();
  }

  /** What is there behind the range: what crosses the cut, and the outputs that do not. */
  public List<TensorSpec> output(BlockChain chain) {
    return chain.blocks().get(end() - 1).output().ends();
  }
}
