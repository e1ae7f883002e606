package org.scissionlite.bundle;

import java.util.List;
import java.util.Set;
import org.scissionlite.block.Ancestors;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
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
    Set<String> onDevice = Ancestors.of(graph, inserted.wire());
    List<Node> head =
        graph.nodes().stream().filter(node -> onDevice.contains(node.name())).toList();
    List<Node> tail =
        graph.nodes().stream().filter(node -> !onDevice.contains(node.name())).toList();
    return new Slices(
        graph.with(graph.inputs(), inserted.wire(), head),
        graph.with(inserted.wire(), graph.outputs(), tail));
  }
}
