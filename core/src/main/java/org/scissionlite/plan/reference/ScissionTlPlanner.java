package org.scissionlite.plan.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.link.Network;
import org.scissionlite.plan.reference.ReferenceScenario.Placement;
import org.scissionlite.plan.reference.ReferenceScenario.WithoutTl;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.dat.DatRecord;

/**
 * ScissionTL's cost model: a device and an edge that both hold a block; the blocks' times,
 * DeviceTL, EdgeTL, the conversion of both, and {@code ping + tl_output_size / bandwidth}.
 *
 * <p>For Triton the edge runs its whole tail slice, which holds EdgeTL and needs no conversion; and
 * one oddity of the reference is kept: DeviceTL and the device's conversion count twice in the
 * latency.
 */
final class ScissionTlPlanner {
  private final Map<Tier, List<Measured>> systems;
  private final ReferenceQuestion question;
  private final boolean triton;
  private final Hops hops;
  private final Fastest fastest;

  ScissionTlPlanner(
      Map<Tier, List<Measured>> systems,
      Network network,
      ReferenceQuestion question,
      boolean triton) {
    this.systems = systems;
    this.question = question;
    this.triton = triton;
    hops = new Hops().connect(systems.get(Tier.DEVICE), systems.get(Tier.EDGE), network);
    fastest = new Fastest(question.results());
  }

  ReferenceAnswer answer() {
    for (Measured device : systems.get(Tier.DEVICE)) {
      for (Measured edge : systems.get(Tier.EDGE)) {
        for (int block = 0; block + 1 < device.records.size(); block++) {
          consider(device, edge, block);
        }
      }
    }
    return fastest.answer();
  }

  private void consider(Measured device, Measured edge, int block) {
    DatRecord cut = device.records.get(block);
    int lastLayer = device.records.get(device.records.size() - 1).outputLayer();
    if (!cut.transferLayer().encodes()
        || !question.rule(Tier.DEVICE).allowsLayers(0, cut.outputLayer())
        || !question.rule(Tier.EDGE).allowsLayers(cut.outputLayer() + 1, lastLayer)) {
      return;
    }
    edgeSeconds(edge, cut, block).ifPresent(edgeSeconds -> offer(device, edge, block, edgeSeconds));
  }

  private void offer(Measured device, Measured edge, int block, double edgeSeconds) {
    DatRecord cut = device.records.get(block);
    double encoding =
        cut.transferLayer().downsampleSeconds() + cut.transferLayer().convertSeconds();
    double deviceSeconds = device.seconds(0, block + 1) + encoding;
    double bytes = (double) cut.transferLayer().outputSize();
    double blockSeconds = device.seconds(0, block + 1) + edgeBlockSeconds(edge, block, edgeSeconds);
    if (question.timeLimit(Tier.DEVICE).allows(deviceSeconds, blockSeconds)
        && question.timeLimit(Tier.EDGE).allows(edgeSeconds, blockSeconds)
        && bytes <= question.uploadLimit(Tier.DEVICE)) {
      double again = triton ? encoding : 0;
      double seconds = deviceSeconds + again + edgeSeconds + hops.seconds(device, edge, bytes);
      double plainBytes = (double) cut.outputSize();
      WithoutTl plain =
          new WithoutTl(blockSeconds + hops.seconds(device, edge, plainBytes), plainBytes);
      fastest.add(
          seconds,
          () ->
              new ReferenceScenario(
                  seconds, bytes, placements(device, edge, cut), Optional.of(plain)));
    }
  }

  private static List<Placement> placements(Measured device, Measured edge, DatRecord cut) {
    int lastLayer = device.records.get(device.records.size() - 1).outputLayer();
    return List.of(
        new Placement(Tier.DEVICE, device.name, 0, cut.outputLayer()),
        new Placement(Tier.EDGE, edge.name, cut.outputLayer() + 1, lastLayer));
  }

  /** The edge's blocks alone; a Triton edge measures nothing else. */
  private double edgeBlockSeconds(Measured edge, int block, double edgeSeconds) {
    return triton ? edgeSeconds : edge.seconds(block + 1, edge.records.size());
  }

  private Optional<Double> edgeSeconds(Measured edge, DatRecord cut, int block) {
    if (triton) {
      return edge.records.stream()
          .filter(tail -> tail.inputLayer() == cut.outputLayer() + 1)
          .map(DatRecord::seconds)
          .findFirst();
    }
    DatRecord.Pooling pooling = edge.records.get(block).transferLayer();
    return pooling.decodes()
        ? Optional.of(
            edge.seconds(block + 1, edge.records.size())
                + pooling.upsampleSeconds()
                + pooling.convertSeconds())
        : Optional.empty();
  }
}
