package org.scissionlite.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.plan.Planner;
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

/** Profiles and links from a seed, of any number of systems and blocks. */
final class PlannedProfiles {
  private static final long INPUT_BYTES = 150_000;
  private static final int SEED = 1;

  private PlannedProfiles() {}

  /** A planner over so many systems of each tier, with two transfer layers at every cut. */
  static Planner planner(int blocks, Map<Tier, Integer> systems) {
    List<Profile> profiles = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      for (int i = 0; i < systems.getOrDefault(tier, 0); i++) {
        profiles.add(profile(new SystemId(tier, tier + "" + i), blocks));
      }
    }
    return new Planner(profiles, network(profiles));
  }

  /** A planner over a device, two edges and two clouds. */
  static Planner threeTiers(int blocks) {
    return planner(blocks, Map.of(Tier.DEVICE, 1, Tier.EDGE, 2, Tier.CLOUD, 2));
  }

  private static Profile profile(SystemId system, int blocks) {
    Random model = new Random(SEED);
    Random times = new Random(system.hashCode());
    List<BlockProfile> blockProfiles = new ArrayList<>();
    List<CutProfile> cuts = new ArrayList<>();
    long bytes = INPUT_BYTES;
    for (int i = 0; i < blocks; i++) {
      cuts.add(
          new CutProfile(
              i == 0 ? "input" : "layer" + (i - 1),
              Math.max(0, i - 1),
              bytes,
              time(times, 1),
              List.of(layer("pool2", bytes / 4, times), layer("pool2+q8", bytes / 16, times))));
      bytes = 4_000L + model.nextInt(800_000);
      blockProfiles.add(new BlockProfile(i, i, i, "layer" + i, bytes, time(times, 10)));
    }
    return new Profile(
        system,
        new ProfiledModel("generated", "0".repeat(64), blocks),
        new Provenance("none", 1, "none", 1, "none", "none", "never", 0, 0, 1),
        blockProfiles,
        cuts,
        Timing.none());
  }

  private static TransferLayerProfile layer(String spec, long bytes, Random times) {
    return new TransferLayerProfile(spec, WireSize.fixed(bytes), time(times, 1), time(times, 1));
  }

  private static Timing time(Random random, int mostMillis) {
    int nanos = 1 + random.nextInt(mostMillis * 1_000_000);
    return new Timing(nanos, nanos, 0, 10);
  }

  /** A link from every system to every one of a later tier. */
  private static Network network(List<Profile> profiles) {
    Random random = new Random(SEED);
    Map<Network.Ends, Link> links = new HashMap<>();
    for (Profile from : profiles) {
      for (Profile to : profiles) {
        if (from.system().tier().compareTo(to.system().tier()) < 0) {
          links.put(
              new Network.Ends(from.system().name(), to.system().name()),
              new Link(5 + random.nextInt(50), 1 + random.nextInt(100)));
        }
      }
    }
    return new Network("generated", links);
  }
}
