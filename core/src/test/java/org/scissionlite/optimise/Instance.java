package org.scissionlite.optimise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.Profiles;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.WireSize;

/**
 * A random device, edge and link, and at each cut one transfer layer that is best there, which only
 * a search finds.
 */
record Instance(
    Pricing pricing,
    Goal goal,
    Network network,
    Map<String, LayerCosts> layers,
    Set<String> openedCuts) {
  private static final int BLOCKS = 25;
  private static final double KINDS_DIFFER = 4;

  static Instance of(long seed, Objective objective, OptionalLong deadlineNanos) {
    return of(seed, 4, objective, deadlineNanos);
  }

  static Instance withFastDevice(long seed) {
    return of(seed, 0.001, Objective.latency(), OptionalLong.empty());
  }

  private static Instance of(
      long seed, double slowdown, Objective objective, OptionalLong deadlineNanos) {
    Profile device = Profiles.random(Tier.DEVICE, "pi4", BLOCKS, seed).slowedDown(slowdown);
    Profile edge = Profiles.random(Tier.EDGE, "ampere", BLOCKS, seed).slowedDown(0.2);
    List<Profile> profiles = List.of(device, edge);
    Network network = Profiles.network(profiles, seed);
    Question question = Question.fastest().over(TransferModel.STEADY).minimising(objective);
    return new Instance(
        new Pricing(profiles, network, question),
        new Goal(question, 1, deadlineNanos),
        network,
        layers(profiles, seed),
        new TreeSet<>());
  }

  private static Map<String, LayerCosts> layers(List<Profile> profiles, long seed) {
    Random random = new Random(seed);
    Map<String, LayerCosts> layers = new TreeMap<>();
    for (CutProfile cut : profiles.get(0).cuts()) {
      long mean = 50 + cut.bytes() / (4 + random.nextInt(200));
      Timing time = Timing.of(List.of((long) random.nextInt(2_000_000)));
      layers.put(
          cut.name(),
          new LayerCosts(
              "transform:step=0.5",
              new WireSize.Measured(mean, mean + mean / 3, 2 * mean, 300),
              Map.of(
                  profiles.get(0).system(), new LayerCosts.Halves(time.times(4), time),
                  profiles.get(1).system(), new LayerCosts.Halves(time, time)),
              "test"));
    }
    return layers;
  }

  Instance hiding(Privacy privacy) {
    return new Instance(pricing, goal.hiding(privacy), network, layers, openedCuts);
  }

  Question question() {
    return goal.question();
  }

  long roundTripNanos() {
    return Math.round(network.link("pi4", "ampere").roundTripNanos());
  }

  List<Candidate> lossless() {
    return pricing.lossless().stream().map(Candidate::lossless).toList();
  }

  /** Every candidate there is. */
  List<Candidate> all() {
    List<Candidate> all = new ArrayList<>(lossless());
    layers.keySet().forEach(cut -> candidate(cut).ifPresent(all::add));
    return all;
  }

  /** The best value of all that may win; infinite where nothing may. */
  double best() {
    return all().stream()
        .filter(goal::admits)
        .mapToDouble(each -> pricing.value(each.scenario()))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  double value(JointResult result) {
    return result
        .best()
        .map(each -> pricing.value(each.scenario()))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private Optional<Candidate> candidate(String cut) {
    LayerCosts layer = layers.get(cut);
    return pricing
        .with(cut, layer)
        .map(
            scenario ->
                new Candidate(
                    scenario,
                    pricing.atTail(cut, layer).map(Scenario::latencyNanos).orElseThrow(),
                    new Drop(0.3, 0.4, 0.9, 300, true),
                    "test"));
  }

  JointSearch search() {
    openedCuts.clear();
    return new JointSearch(goal, pricing, new Truth(true), JointListener.SILENT);
  }

  /** A search that finds no transfer layer. */
  JointSearch withoutFinds() {
    return new JointSearch(goal, pricing, new Truth(false), JointListener.SILENT);
  }

  /** Looks are off by up to a half; a cut gives up where its first kind sends far too much. */
  private final class Truth implements CutSearch {
    private final boolean finds;
    private final Random random = new Random(1);

    Truth(boolean finds) {
      this.finds = finds;
    }

    @Override
    public Outlook look(CutBound cut) {
      double mean = layers.get(cut.cut()).size().expectedBytes();
      return new Outlook(
          value(cut, mean * (0.5 + random.nextDouble())), value(cut, mean / KINDS_DIFFER), "");
    }

    private double value(CutBound cut, double bytes) {
      return pricing.value(pricing.sending(cut.cut(), Math.round(bytes)).orElseThrow());
    }

    @Override
    public CutFindings open(CutBound cut, long mostBytes) {
      openedCuts.add(cut.cut());
      return finds && layers.get(cut.cut()).size().expectedBytes() / KINDS_DIFFER <= mostBytes
          ? new CutFindings(candidate(cut.cut()).stream().toList(), List.of(), "")
          : CutFindings.nothing("nothing");
    }
  }
}
