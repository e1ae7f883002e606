package org.scissionlite.cli.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.Constraint;
import org.scissionlite.plan.Hop;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.Question;
import org.scissionlite.plan.Scenario;
import org.scissionlite.plan.Strategy;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.transfer.PixelTransferLayer;

/** The six ways to run the model that the demo compares, each the best of its kind. */
final class DemoPlan {
  private final Planner planner;
  private final int leastLayer;

  DemoPlan(Profile device, Profile edge, DemoOptions options) {
    Network network = Network.of(device.system().name(), edge.system().name(), options.link());
    planner = new Planner(List.of(rawInput(device), rawInput(edge)), network);
    leastLayer = options.leastLayer();
  }

  /** "Edge alone" sends the picture as it is: of the TLs at the input, only the lossless one. */
  private static Profile rawInput(Profile profile) {
    CutProfile input = profile.cuts().get(0);
    List<TransferLayerProfile> lossless =
        input.transferLayers().stream()
            .filter(layer -> layer.spec().equals(PixelTransferLayer.SPEC))
            .toList();
    List<CutProfile> cuts = new ArrayList<>(profile.cuts());
    cuts.set(
        0,
        new CutProfile(
            input.name(),
            input.layer(),
            input.bytes(),
            input.conversion(),
            lossless,
            input.memory()));
    return new Profile(
        profile.system(),
        profile.model(),
        profile.provenance(),
        profile.blocks(),
        cuts,
        profile.wholeModel(),
        profile.warnings());
  }

  /** A row to be measured. */
  record Candidate(String strategy, Scenario scenario) {
    /** The layer after which the model is cut; "-" for the device alone. */
    String cut() {
      return isAlone() ? "-" : hop(scenario).cut().name();
    }

    /** The TL's spec; "-" for the device alone. */
    String transferLayer() {
      return isAlone() ? "-" : hop(scenario).payload().transferLayer();
    }

    boolean isAlone() {
      return scenario.route().hops().isEmpty();
    }
  }

  List<Candidate> candidates() {
    Question free = fastest().results(1);
    Question hidden = free.with(Constraint.leastDepth(leastLayer));
    String suffix = ", layer %d or later".formatted(leastLayer);
    List<Candidate> candidates = new ArrayList<>();
    add(candidates, "device alone", free, Strategy.ON_DEVICE);
    add(candidates, "edge alone", free, Strategy.ON_EDGE);
    add(candidates, "best cut without TL (Scission)", free, Strategy.CUT);
    add(candidates, "best cut with TL (ScissionLite)", free, Strategy.CUT_WITH_TL);
    add(candidates, "without TL" + suffix, hidden, Strategy.CUT);
    add(candidates, "with TL" + suffix, hidden, Strategy.CUT_WITH_TL);
    return candidates;
  }

  private static Question fastest() {
    return Question.fastest().over(TransferModel.STEADY);
  }

  /** The best scenario at every cut, by the cut's name, in the model's order. */
  Map<String, Scenario> bestAtEveryCut(Strategy strategy) {
    Question all = fastest().with(Constraint.only(strategy)).results(Question.ALL);
    Map<String, Scenario> best = new LinkedHashMap<>();
    planner.plan(all).scenarios().stream()
        .sorted(Comparator.comparingInt(DemoPlan::block))
        .forEach(
            each ->
                best.merge(
                    hop(each).cut().name(),
                    each,
                    (a, b) -> a.latencyNanos() <= b.latencyNanos() ? a : b));
    return best;
  }

  private static int block(Scenario scenario) {
    return hop(scenario).cut().block();
  }

  private static Hop hop(Scenario scenario) {
    return scenario.route().hops().get(0);
  }

  private void add(List<Candidate> candidates, String name, Question question, Strategy strategy) {
    Scenario best = planner.plan(question.with(Constraint.only(strategy))).best();
    candidates.add(new Candidate(name, best));
  }
}
