package org.scissionlite.plan.mincut;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.ReferenceCuts;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Link;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.MultiplyAdds;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.plan.search.SystemTable;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;

/**
 * What a split of a graph costs, from two profiles and the link between them.
 *
 * <p>Profiles know blocks, not operators: a block's time is shared among its operators by their
 * multiply-adds and the elements they write. A block of 4 ms with one operator of 30,000 and one of
 * 10,000 gives them 3 and 1 ms. The more cuts were benchmarked, the smaller the blocks, and the
 * less is shared.
 */
public final class MeasuredCosts implements MinimumCut.Costs {
  private final Map<String, Double> deviceNanos;
  private final Map<String, Double> edgeNanos;
  private final double deviceEntryNanos;
  private final double edgeEntryNanos;
  private final double nanosPerByte;
  private final Link link;

  private MeasuredCosts(BlockChain chain, Profile device, Profile edge, Link link) {
    deviceNanos = nodeNanos(chain, device);
    edgeNanos = nodeNanos(chain, edge);
    deviceEntryNanos = device.entry().medianNanos();
    edgeEntryNanos = edge.entry().medianNanos();
    nanosPerByte =
        1e9 / link.bytesPerSecond() + conversionPerByte(device) + conversionPerByte(edge);
    this.link = link;
  }

  /**
   * The costs of a model's splits between two systems.
   *
   * @throws UsageException if the profiles' blocks are not those of the model
   */
  public static MeasuredCosts of(ModelGraph graph, Profile device, Profile edge, Link link) {
    int tensors = device.cuts().stream().mapToInt(CutProfile::tensors).max().orElse(1);
    return Stream.of(BlockChain.of(graph, tensors), ReferenceCuts.of(graph))
        .filter(chain -> layers(chain).equals(layers(device)))
        .findFirst()
        .map(chain -> new MeasuredCosts(chain, device, edge, link))
        .orElseThrow(
            () ->
                new UsageException(
                    "the profile of %s has other blocks than model '%s'; benchmark this model"
                        .formatted(device.system(), graph.name())));
  }

  private static List<List<Integer>> layers(BlockChain chain) {
    return chain.blocks().stream()
        .map(block -> List.of(block.firstLayer(), block.lastLayer()))
        .toList();
  }

  private static List<List<Integer>> layers(Profile profile) {
    return profile.blocks().stream()
        .map(block -> List.of(block.firstLayer(), block.lastLayer()))
        .toList();
  }

  private static Map<String, Double> nodeNanos(BlockChain chain, Profile profile) {
    double[] blockNanos = SystemTable.blockNanos(profile);
    Map<String, Double> nanos = new HashMap<>();
    for (Block block : chain.blocks()) {
      double all = block.nodes().stream().mapToDouble(node -> work(chain.graph(), node)).sum();
      for (Node node : block.nodes()) {
        nanos.put(node.name(), blockNanos[block.index()] * work(chain.graph(), node) / all);
      }
    }
    return nanos;
  }

  private static double work(ModelGraph graph, Node node) {
    double elements =
        node.writes()
            .flatMap(tensor -> graph.typeOf(tensor).stream())
            .mapToLong(type -> type.shape().elements())
            .sum();
    return 1 + MultiplyAdds.of(graph, node) + elements;
  }

  private static double conversionPerByte(Profile profile) {
    double nanos = profile.cuts().stream().mapToLong(cut -> cut.conversion().medianNanos()).sum();
    double bytes = profile.cuts().stream().mapToLong(CutProfile::bytes).sum();
    return bytes == 0 ? 0 : nanos / bytes;
  }

  @Override
  public double deviceNanos(Node node) {
    return deviceNanos.get(node.name());
  }

  @Override
  public double edgeNanos(Node node) {
    return edgeNanos.get(node.name());
  }

  @Override
  public double transferNanos(TensorSpec tensor) {
    return tensor.bytes() * nanosPerByte;
  }

  @Override
  public double roundTripNanos() {
    return link.roundTripNanos();
  }

  @Override
  public double deviceEntryNanos() {
    return deviceEntryNanos;
  }

  @Override
  public double edgeEntryNanos() {
    return edgeEntryNanos;
  }
}
