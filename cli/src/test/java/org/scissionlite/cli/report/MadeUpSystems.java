package org.scissionlite.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.scissionlite.link.Framing;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.link.Network.Ends;
import org.scissionlite.link.TransferModel;
import org.scissionlite.link.Window;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Accuracies.CutAccuracy;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
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

/**
 * A device, two edges and a cloud, with links of all sorts, and what a planner says of them under a
 * setting of the page.
 *
 * @param names of the cuts, the input first
 */
record MadeUpSystems(String model, List<String> names, List<Profile> profiles, Network network) {
  static final double MODEL_ACCURACY = 0.9;

  /** What the sliders say; null for as it is, or for any loss. */
  record Setting(
      Double bandwidth, Double roundTrip, double speed, double interval, Double mostLoss) {
    static Setting random(Random random) {
      return new Setting(
          random.nextInt(4) == 0 ? null : Math.pow(10, 3.5 * random.nextDouble() - 1),
          random.nextInt(4) == 0 ? null : 200 * random.nextDouble(),
          Math.pow(10, 2 * random.nextDouble() - 1),
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Double.POSITIVE_INFINITY;
            default -> 3000 * random.nextDouble();
          },
          random.nextBoolean() ? null : 0.37 + 5 * random.nextDouble());
    }
  }

  /** Those of a model with so many blocks. */
  static MadeUpSystems of(String model, List<String> names, long seed) {
    Random random = new Random(seed);
    List<Profile> profiles =
        List.of(
            profile(model, names, new SystemId(Tier.DEVICE, "camera"), random, 300),
            profile(model, names, new SystemId(Tier.EDGE, "near"), random, 40),
            profile(model, names, new SystemId(Tier.EDGE, "far"), random, 20),
            profile(model, names, new SystemId(Tier.CLOUD, "sky"), random, 5));
    Network network =
        Network.none()
            .with(new Ends("camera", "near"), new Link(27.4, 58.8))
            .with(new Ends("camera", "far"), link(Framing.GRPC, 1.7, 1e9, 90, true))
            .with(new Ends("camera", "sky"), link(Framing.GRPC_TLS, 1.5, 60_000, 300, false))
            .with(
                new Ends("near", "sky"), link(Framing.GRPC, 2, 1e9, Double.POSITIVE_INFINITY, true))
            .with(new Ends("far", "sky"), new Link(5, 200));
    return new MadeUpSystems(model, names, profiles, network);
  }

  /** The device and one edge alone. */
  MadeUpSystems firstTwo() {
    return new MadeUpSystems(model, names, profiles.subList(0, 2), network);
  }

  private static Link link(
      Framing framing, double growth, double most, double restart, boolean bbr) {
    Window window = new Window(14_480, growth, most, restart);
    return new Link(40, 20, 7, window, framing, 0.3, 1.9, bbr);
  }

  private static Profile profile(
      String model, List<String> names, SystemId system, Random random, int slowness) {
    List<BlockProfile> blocks = new ArrayList<>();
    List<CutProfile> cuts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String end = i + 1 < names.size() ? names.get(i + 1) : "scores";
      long bytes = bytes(i);
      blocks.add(new BlockProfile(i, i, i, end, bytes(i + 1), time(random, slowness)));
      List<TransferLayerProfile> layers =
          List.of(
              layer("pool2", WireSize.fixed(bytes / 4), random, slowness),
              layer("q4", new WireSize.Measured(bytes / 9, bytes / 8, bytes / 7, 20), random, 1),
              layer("transform:step=1", new WireSize.AtMost(bytes / 3), random, slowness));
      cuts.add(new CutProfile(names.get(i), i, bytes, time(random, 1), layers));
    }
    return new Profile(
        system,
        new ProfiledModel(model, "0".repeat(64), names.size() + 1),
        new Provenance("made up", 1, "-", 1, "-", "-", "-", 0, 1, 1),
        blocks,
        cuts,
        time(random, slowness * names.size()),
        time(random, 1),
        null,
        List.of());
  }

  private static long bytes(int cut) {
    return 400_000 / (cut + 1);
  }

  private static TransferLayerProfile layer(
      String spec, WireSize size, Random random, int slowness) {
    return new TransferLayerProfile(
        spec, size, time(random, slowness / 5), time(random, slowness / 5));
  }

  private static Timing time(Random random, int slowness) {
    return Timing.of(List.of((long) (slowness * 1e5 * (1 + random.nextDouble()))));
  }

  /** All ways, the least objective first, and whatever was asked of them. */
  Plan plan(Objective objective, Constraint... constraints) {
    Question question =
        new Question(objective, List.of(constraints), TransferModel.STEADY, Question.ALL);
    return planner().plan(question);
  }

  private Planner planner() {
    return new Planner(profiles, network).with(accuracies());
  }

  /** Of the layers at all cuts but one something is known: they lose more the earlier they are. */
  private Accuracies accuracies() {
    List<CutAccuracy> known = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      known.add(new CutAccuracy(names.get(i), "pool2", MODEL_ACCURACY - 0.05 / i));
      known.add(new CutAccuracy(names.get(i), "q4", MODEL_ACCURACY - 0.02 / i));
    }
    return new Accuracies(MODEL_ACCURACY, known);
  }

  /** What the planner says when the sliders are moved. */
  Plan plan(Setting setting, Objective objective, int results) {
    Network changed =
        network.mapLinksFrom(
            List.of("camera"),
            link -> {
              Link paced =
                  setting.bandwidth() == null
                      ? link
                      : link.withMegabitsPerSecond(setting.bandwidth());
              return setting.roundTrip() == null
                  ? paced
                  : paced.withRoundTripMillis(setting.roundTrip());
            });
    List<Profile> slowed =
        profiles.stream()
            .map(
                each ->
                    each.system().tier() == Tier.DEVICE
                        ? each.slowedDown(1 / setting.speed())
                        : each)
            .toList();
    Question question =
        new Question(objective, List.of(), new TransferModel(setting.interval()), results);
    Optional<Constraint> floor =
        Optional.ofNullable(setting.mostLoss())
            .map(loss -> new Constraint.AccuracyFloor(MODEL_ACCURACY - loss / 100));
    return new Planner(slowed, changed)
        .with(accuracies())
        .plan(floor.map(question::with).orElse(question));
  }
}
