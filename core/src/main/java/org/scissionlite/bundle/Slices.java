package org.scissionlite.bundle;

import org.scissionlite.model.ModelGraph;
import org.scissionlite.training.CutSides;
import org.scissionlite.transfer.InsertedModel;

/**
 * The two slices of a model with transfer layers in it: the paper's Splitter.
 *
 * <p>Law: the slices together hold every node exactly once, and answer each output exactly once.
 *
 * @param device up to the wire, DeviceTL at its end, with the outputs that the cut keeps; without
 *     nodes when the input itself is sent
 * @param edge from the wire on, EdgeTL at its beginning, with all other outputs
 */
public record Slices(ModelGraph device, ModelGraph edge) {
  /** Splits a model at its wire tensors. */
  public static Slices of(InsertedModel inserted) {
    CutSides sides = CutSides.of(inserted.graph(), inserted.wireCut());
    return new Slices(sides.head(), sides.rest());
  }
}
