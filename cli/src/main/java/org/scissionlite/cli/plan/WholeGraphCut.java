package org.scissionlite.cli.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.plan.mincut.MeasuredCosts;
import org.scissionlite.plan.mincut.MinimumCut;
import org.scissionlite.profile.Profile;

/**
 * What {@code plan --minimum-cut} adds: the fastest of all splits of the graph between two systems,
 * whatever number of tensors crosses.
 *
 * @param seconds predicted over a link whose window is open (the transfer model "steady")
 * @param wireBytes of all tensors that cross
 * @param tensors that cross; none where one system runs everything
 * @param deviceNodes how many operators the device runs
 * @param nodes how many there are
 */
record WholeGraphCut(
    double seconds, long wireBytes, List<String> tensors, int deviceNodes, int nodes) {

  /**
   * Finds it.
   *
   * @throws UsageException unless there are exactly two systems, one after the other
   */
  static WholeGraphCut of(ModelGraph graph, List<Profile> profiles, Network network) {
    if (profiles.size() != 2
        || profiles.get(0).system().tier() == profiles.get(1).system().tier()) {
      throw new UsageException(
          "--minimum-cut: expected two systems of different tiers, got %s; choose them, as in -d NAME -e NAME"
              .formatted(profiles.stream().map(profile -> profile.system().toString()).toList()));
    }
    List<Profile> ordered =
        profiles.stream().sorted((a, b) -> a.system().tier().compareTo(b.system().tier())).toList();
    Profile device = ordered.get(0);
    Profile edge = ordered.get(1);
    Link link = network.link(device.system().name(), edge.system().name());
    MinimumCut.Split split = MinimumCut.of(graph, MeasuredCosts.of(graph, device, edge, link));
    return new WholeGraphCut(
        split.nanos() / 1e9,
        split.crossing().stream().mapToLong(TensorSpec::bytes).sum(),
        split.crossing().stream().map(TensorSpec::name).toList(),
        split.onDevice().size(),
        graph.nodes().size());
  }

  String text() {
    String what =
        tensors.isEmpty()
            ? "one system runs everything"
            : "%d tensor(s), %,d bytes: %s"
                .formatted(
                    tensors.size(), wireBytes, tensors.stream().collect(Collectors.joining(",")));
    return """

        fastest of all splits of the graph (no TL, link back to back): %.2f ms
        %s
        the device runs %d of %d operators; inside a block times are shared by their work
        """
        .formatted(1e3 * seconds, what, deviceNodes, nodes);
  }
}
