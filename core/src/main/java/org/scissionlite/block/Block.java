package org.scissionlite.block;

import java.util.List;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.MultiplyAdds;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The layers between two neighbouring cuts.
 *
 * @param index from 0, in the order of the model
 * @param firstLayer number of its first layer
 * @param lastLayer number of its last layer, inclusive
 * @param input the cut before it
 * @param output the cut after it; for the last block, the model's outputs
 * @param nodes its operators, in an order in which they can run
 */
public record Block(
    int index, int firstLayer, int lastLayer, Cut input, Cut output, List<Node> nodes) {
  public Block {
    nodes = List.copyOf(nodes);
  }

  /** The block as a model of its own; outputs that are there before it are none of its own. */
  public ModelGraph graph(ModelGraph model) {
    return model.with(input.tensors(), ends(input, output), nodes);
  }

  /** What is there at the end of a block and is not kept before it. */
  static List<TensorSpec> ends(Cut input, Cut output) {
    return output.ends().stream()
        .filter(tensor -> !input.kept().contains(tensor) || input.tensors().contains(tensor))
        .toList();
  }

  public long multiplyAdds(ModelGraph model) {
    return MultiplyAdds.of(model, nodes);
  }
}
