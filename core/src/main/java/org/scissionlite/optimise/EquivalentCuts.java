package org.scissionlite.optimise;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.model.ModelGraph;

/**
 * Cuts for which the one behind them stands: it sends a tensor of the same type, and between them
 * lies nothing that multiplies and adds, such as a normalisation or an activation. There is hardly
 * any work in it, and what it writes is no harder to send.
 */
public final class EquivalentCuts {
  private EquivalentCuts() {}

  /** The names of those cuts; the input is none of them. */
  public static Set<String> before(ModelGraph graph) {
    List<Block> blocks = BlockChain.of(graph).blocks();
    Set<String> names = new LinkedHashSet<>();
    for (Block block : blocks.subList(0, blocks.size() - 1)) {
      if (block.input().layer() > 0
          && block.multiplyAdds(graph) == 0
          && sendSameType(block.input(), block.output())) {
        names.add(block.input().name());
      }
    }
    return names;
  }

  private static boolean sendSameType(Cut one, Cut other) {
    return one.tensors().size() == 1
        && other.tensors().size() == 1
        && one.tensors().get(0).type().equals(other.tensors().get(0).type());
  }
}
