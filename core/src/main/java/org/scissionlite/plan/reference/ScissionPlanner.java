package org.scissionlite.plan.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.link.Network;
import org.scissionlite.plan.reference.ReferenceScenario.Placement;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.dat.DatRecord;

/**
 * Scission's cost model: device, edge and cloud, any of which may hold no block; the blocks' times,
 * and for every hop {@code ping + bytes / bandwidth} with the bytes that leave the tier before it.
 *
 * <p>One oddity of the reference is kept: where the device hands over to an edge whose blocks were
 * measured as 0.0 s, and no cloud follows, the hop costs a ping alone and the bytes reported are
 * those of the model's output.
 */
final class ScissionPlanner {
  private final ReferenceQuestion question;
  private final List<Measured> devices;
  private final List<Measured> edges;
  private final List<Measured> clouds;
  private final Hops hops;
  private final List<DatRecord> blocks;
  private final int end;
  private final Fastest fastest;

  ScissionPlanner(Map<Tier, List<Measured>> systems, Network network, ReferenceQuestion question) {
    this.question = question;
    devices = systems.get(Tier.DEVICE);
    edges = systems.get(Tier.EDGE);
    clouds = systems.get(Tier.CLOUD);
    hops =
        new Hops()
            .connect(devices, edges, network)
            .connect(devices, clouds, network)
            .connect(edges, clouds, network);
    blocks = devices.get(0).records;
    end = blocks.size();
    fastest = new Fastest(question.results());
  }

  /** The first block of the edge and of the cloud; the device's is 0. */
  private record Split(int edgeFrom, int cloudFrom) {
    boolean noEdge() {
      return edgeFrom == cloudFrom;
    }
  }

  /** The systems of a scenario. */
  private record Choice(Measured device, Measured edge, Measured cloud) {}

  ReferenceAnswer answer() {
    for (int edgeFrom = 0; edgeFrom <= end; edgeFrom++) {
      if (allowed(Tier.DEVICE, 0, edgeFrom)) {
        for (int cloudFrom = edgeFrom; cloudFrom <= end; cloudFrom++) {
          if (allowed(Tier.EDGE, edgeFrom, cloudFrom) && allowed(Tier.CLOUD, cloudFrom, end)) {
            chooseSystems(new Split(edgeFrom, cloudFrom));
          }
        }
      }
    }
    return fastest.answer();
  }

  private boolean allowed(Tier tier, int from, int to) {
    return question.rule(tier).allowsLayers(firstLayer(from, to), lastLayer(from, to));
  }

  private int firstLayer(int from, int to) {
    return from == to ? TierRule.NO_LAYER : blocks.get(from).inputLayer();
  }

  private int lastLayer(int from, int to) {
    return from == to ? TierRule.NO_LAYER : blocks.get(to - 1).outputLayer();
  }

  private void chooseSystems(Split split) {
    List<Measured> nobody = List.of(Measured.NOBODY);
    for (Measured device : devices) {
      for (Measured edge : split.noEdge() ? nobody : edges) {
        for (Measured cloud : split.cloudFrom() == end ? nobody : clouds) {
          consider(split, new Choice(device, edge, cloud));
        }
      }
    }
  }

  private void consider(Split split, Choice choice) {
    double deviceSeconds = choice.device().seconds(0, split.edgeFrom());
    double edgeSeconds = choice.edge().seconds(split.edgeFrom(), split.cloudFrom());
    double cloudSeconds = choice.cloud().seconds(split.cloudFrom(), end);
    double total = deviceSeconds + edgeSeconds + cloudSeconds;
    double deviceUpload = deviceUpload(split);
    double edgeUpload = edgeUpload(split);
    if (question.timeLimit(Tier.DEVICE).allows(deviceSeconds, total)
        && question.timeLimit(Tier.EDGE).allows(edgeSeconds, total)
        && question.timeLimit(Tier.CLOUD).allows(cloudSeconds, total)
        && deviceUpload <= question.uploadLimit(Tier.DEVICE)
        && edgeUpload <= question.uploadLimit(Tier.EDGE)) {
      double seconds = total + transferSeconds(split, choice);
      double wireBytes = odd(split, choice) ? outputBytes(end) : deviceUpload + edgeUpload;
      fastest.add(seconds, () -> scenario(split, choice, seconds, wireBytes));
    }
  }

  private double deviceUpload(Split split) {
    if (split.edgeFrom() == 0) {
      return question.inputBytes();
    }
    return split.edgeFrom() == end ? 0 : outputBytes(split.edgeFrom());
  }

  private double edgeUpload(Split split) {
    return split.noEdge() || split.cloudFrom() == end ? 0 : outputBytes(split.cloudFrom());
  }

  /** Bytes that leave the last of a number of blocks. */
  private double outputBytes(int count) {
    return (double) blocks.get(count - 1).outputSize();
  }

  private boolean odd(Split split, Choice choice) {
    return split.edgeFrom() > 0
        && !split.noEdge()
        && split.cloudFrom() == end
        && choice.edge().seconds(split.edgeFrom(), end) == 0;
  }

  private double transferSeconds(Split split, Choice choice) {
    double seconds = 0;
    if (split.edgeFrom() < end) {
      Measured next = split.noEdge() ? choice.cloud() : choice.edge();
      double bytes = odd(split, choice) ? 0 : deviceUpload(split);
      seconds += hops.seconds(choice.device(), next, bytes);
    }
    if (!split.noEdge() && split.cloudFrom() < end) {
      seconds += hops.seconds(choice.edge(), choice.cloud(), edgeUpload(split));
    }
    return seconds;
  }

  private ReferenceScenario scenario(Split split, Choice choice, double seconds, double wireBytes) {
    int edge = split.edgeFrom();
    int cloud = split.cloudFrom();
    return new ReferenceScenario(
        seconds,
        wireBytes,
        List.of(
            placement(Tier.DEVICE, choice.device(), 0, edge),
            placement(Tier.EDGE, choice.edge(), edge, cloud),
            placement(Tier.CLOUD, choice.cloud(), cloud, end)),
        Optional.empty());
  }

  private Placement placement(Tier tier, Measured system, int from, int to) {
    return new Placement(tier, system.name, firstLayer(from, to), lastLayer(from, to));
  }
}
