package org.scissionlite.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.analysis.CutSweep;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.Profile;

/** The six ways to run the model that the demo compares, each the best of its kind. */
final class DemoPlan {
  private final Planner planner;
  private final int leastLayer;

  DemoPlan(Profile device, Profile edge, DemoOptions options) {
    Network network = Network.of(device.system().name(), edge.system().name(), options.link());
    planner = new Planner(List.of(device, edge), network);
    leastLayer = options.leastLayer();
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

  /** "Edge alone" sends the picture as it is: of the TLs at the input, only the lossless one. */
  private static Question fastest() {
    return Question.fastest().over(TransferModel.STEADY).with(new Constraint.KnownInputLoss());
  }

  /** The best scenario at every cut, by the cut's name, in the model's order. */
  Map<String, Scenario> bestAtEveryCut(Strategy strategy) {
    return CutSweep.of(planner, fastest(), strategy);
  }

  private static Hop hop(Scenario scenario) {
    return scenario.route().hops().get(0);
  }

  private void add(List<Candidate> candidates, String name, Question question, Strategy strategy) {
    Scenario best = planner.plan(question.with(Constraint.only(strategy))).best();
    candidates.add(new Candidate(name, best));
  }
}
