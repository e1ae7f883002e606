package org.scissionlite.training;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.scissionlite.model.Node;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.InsertedModel;

/** Which weights a training changes. All others stay as they are, byte for byte. */
public sealed interface TrainingMode {
  /**
   * The weights of some nodes alone.
   *
   * @param nodes names of the nodes of DeviceTL and EdgeTL
   */
  record TransferLayerOnly(Set<String> nodes) implements TrainingMode {
    public TransferLayerOnly {
      nodes = sorted(nodes);
    }
  }

  /**
   * The transfer layer and everything behind it. A weight that the device slice reads too is left
   * alone.
   *
   * @param nodes names of the nodes of DeviceTL and EdgeTL
   * @param wire names of the tensors that cross the wire: the edge is what depends on them
   */
  record TransferLayerAndEdge(Set<String> nodes, Set<String> wire) implements TrainingMode {
    public TransferLayerAndEdge {
      nodes = sorted(nodes);
      wire = sorted(wire);
    }
  }

  /** All weights. */
  record Everything() implements TrainingMode {}

  /** The transfer layers of a model, alone. */
  static TrainingMode transferLayerOnly(InsertedModel model) {
    return new TransferLayerOnly(transferNodes(model));
  }

  /** The transfer layers of a model and its edge slice. */
  static TrainingMode transferLayerAndEdge(InsertedModel model) {
    return new TransferLayerAndEdge(
        transferNodes(model),
        Set.copyOf(model.wire().stream().map(tensor -> tensor.name()).toList()));
  }

  /** A copy whose order, and so the plan in words, is the same in every run of the JVM. */
  private static Set<String> sorted(Set<String> names) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  private static Set<String> transferNodes(InsertedModel model) {
    List<String> names =
        model.layers().stream()
            .flatMap(layer -> Stream.of(layer.encoder(), layer.decoder()))
            .map(Fragment::nodes)
            .flatMap(List::stream)
            .map(Node::name)
            .toList();
    return Set.copyOf(names);
  }
}
