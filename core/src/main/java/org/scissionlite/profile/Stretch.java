package org.scissionlite.profile;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockChain;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;

/**
 * Neighbouring blocks that run as one model.
 *
 * @param first index of the first block
 * @param count how many blocks
 */
record Stretch(int first, int count) {
  Stretch {
    Require.atLeast(0, first, "first block of a stretch");
    Require.atLeast(1, count, "blocks of a stretch");
  }

  /** The index after the last block. */
  int end() {
    return first + count;
  }

  /** So many blocks cut into stretches of a length; the last one may be shorter. */
  static List<Stretch> all(int blocks, int length) {
    List<Stretch> stretches = new ArrayList<>();
    for (int first = 0; first < blocks; first += length) {
      stretches.add(new Stretch(first, Math.min(length, blocks - first)));
    }
    return List.copyOf(stretches);
  }

  ModelGraph graph(BlockChain chain) {
    List<Block> blocks = chain.blocks().subList(first, end());
    List<Node> nodes = blocks.stream().flatMap(block -> block.nodes().stream()).toList();
    return chain
        .graph()
        .with(blocks.get(0).input().tensors(), blocks.get(count - 1).output().tensors(), nodes);
  }
}
