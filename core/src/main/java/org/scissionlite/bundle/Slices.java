package org.scissionlite.bundle;

import org.scissionlite.block.NodeSides;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.transfer.InsertedModel;

/**
 * The two slices of a model with transfer layers in it: the paper's Splitter.
 *
 * <p>Law: the slices together hold every node exactly once.
 *
 * @param device up to the wire, DeviceTL at its end; without nodes when the input itself is sent
 * @param edge from the wire on, EdgeTL at its beginning
 */
public record Slices(ModelGraph device, ModelGraph edge) {
  /** Splits a model at its wire tensors. */
  public static Slices of(InsertedModel inserted) {
    ModelGraph graph = inserted.graph();
    NodeSides sides = NodeSides.of(graph, inserted.wire());
    return new Slices(
        graph.with(graph.inputs(), inserted.wire(), sides.before()),
        graph.with(inserted.wire(), graph.outputs(), sides.behind()));
  }
}
