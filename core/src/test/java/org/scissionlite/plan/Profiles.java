package org.scissionlite.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfiledModel;
import org.scissionlite.profile.Provenance;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/** Profiles and networks made from a seed: the block table depends on the first seed alone. */
public final class Profiles {
  private static final List<String> SPECS = List.of("pool2", "q8", "pool2+q8");

  /** A thousand classes. */
  private static final long ANSWER_BYTES = 4_000;

  private Profiles() {}

  /** What one system measured: two of three transfer layers fit at a cut. */
  public static Profile random(Tier tier, String name, int blocks, long modelSeed) {
    Random model = new Random(modelSeed);
    Random times = new Random(name.hashCode() * 31L + modelSeed);
    List<BlockProfile> blockProfiles = new ArrayList<>();
    List<CutProfile> cuts = new ArrayList<>();
    long bytes = 150_000;
    for (int i = 0; i < blocks; i++) {
      cuts.add(cut(i, bytes, times));
      bytes = i == blocks - 1 ? ANSWER_BYTES : 100L + model.nextInt(800_000);
      blockProfiles.add(
          new BlockProfile(
              i, i == 0 ? 0 : 2 * i, 2 * i + 1, "layer" + (2 * i + 1), bytes, time(times, 40)));
    }
    return new Profile(
        new SystemId(tier, name),
        new ProfiledModel("random" + modelSeed, "0".repeat(64), 2 * blocks),
        new Provenance("test 1", 1, "cpu", 1, "os", "17", "2026-01-01T00:00:00Z", 1, 10, 1),
        blockProfiles,
        cuts,
        Timing.none(),
        time(times, 5),
        null,
        List.of());
  }

  private static CutProfile cut(int index, long bytes, Random times) {
    List<TransferLayerProfile> layers = new ArrayList<>();
    for (int i = 0; i < SPECS.size(); i++) {
      if (i != index % SPECS.size()) {
        long wire = Math.max(1, bytes >> (i == 0 ? 2 : 2 * i));
        WireSize size = WireSize.fixed(wire);
        layers.add(new TransferLayerProfile(SPECS.get(i), size, time(times, 3), time(times, 3)));
      }
    }
    String name = index == 0 ? "input" : "layer" + (2 * index - 1);
    return new CutProfile(name, index == 0 ? 0 : 2 * index - 1, bytes, time(times, 2), layers);
  }

  private static Timing time(Random random, int mostMillis) {
    int nanos = random.nextInt(mostMillis * 1_000_000);
    return new Timing(nanos, nanos + nanos / 10, nanos / 50, 10);
  }

  /** A profile whose transfer layers of a spec send so much at every cut. */
  public static Profile withSize(Profile profile, String spec, WireSize size) {
    return withLayers(
        profile,
        layer ->
            layer.spec().equals(spec)
                ? new TransferLayerProfile(spec, size, layer.deviceTL(), layer.edgeTL())
                : layer);
  }

  /** A profile with other transfer layers. */
  public static Profile withLayers(Profile profile, UnaryOperator<TransferLayerProfile> change) {
    List<CutProfile> cuts =
        profile.cuts().stream()
            .map(
                cut ->
                    new CutProfile(
                        cut.name(),
                        cut.layer(),
                        cut.bytes(),
                        cut.conversion(),
                        cut.transferLayers().stream().map(change).toList()))
            .toList();
    return profile.withCuts(cuts);
  }

  /** A link from every system to every one of a later tier. */
  public static Network network(List<Profile> profiles, long seed) {
    Random random = new Random(seed);
    Map<Network.Ends, Link> links = new HashMap<>();
    for (Profile from : profiles) {
      for (Profile to : profiles) {
        if (from.system().tier().compareTo(to.system().tier()) < 0) {
          links.put(
              new Network.Ends(from.system().name(), to.system().name()),
              new Link(random.nextInt(60), 1 + random.nextInt(100)));
        }
      }
    }
    return new Network("test", links);
  }
}
