package org.scissionlite.plan.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.Profiles;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;

class SensitivityTest {
  private static final List<TransferModel> MODELS =
      List.of(
          TransferModel.STEADY,
          TransferModel.every(Duration.ofMillis(400)),
          TransferModel.AFTER_IDLE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyBand_holdsTheBestAtEveryValue(long seed) {
    for (TransferModel model : MODELS) {
      for (LinkVariation variation : LinkVariation.values()) {
        check(seed, model, variation);
      }
    }
  }

  private static void check(long seed, TransferModel model, LinkVariation variation) {
    Planner planner = planner(seed, new Link(30, 20));
    Question question = Question.fastest().over(model);
    List<Sensitivity.Band> bands =
        Sensitivity.of(planner, question, variation, new Sensitivity.Range(0.5, 500));
    assertThat(bands.get(0).from()).isCloseTo(0.5, within(1e-9));
    assertThat(bands.get(bands.size() - 1).to()).isCloseTo(500, within(1e-6));
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      double value = 0.5 * Math.pow(1000, random.nextDouble());
      Link link = new Link(30, 20);
      Planner there =
          planner(
              seed,
              variation == LinkVariation.BANDWIDTH
                  ? link.withMegabitsPerSecond(value)
                  : link.withRoundTripMillis(value));
      Sensitivity.Band band =
          bands.stream()
              .filter(b -> b.from() <= value && value <= b.to())
              .findFirst()
              .orElseThrow();
      Scenario best = there.plan(question).best();
      Scenario claimed = variation.apply(band.best(), model, variation.coordinate(value));
      double slack = 1e-6 * (double) best.latencyNanos() + 1_000;
      assertThat((double) claimed.latencyNanos())
          .as("%s at %s", variation, value)
          .isCloseTo((double) best.latencyNanos(), within(slack));
    }
  }

  private static Planner planner(long seed, Link link) {
    Profile device = Profiles.random(Tier.DEVICE, "d", 8, seed);
    Profile edge = Profiles.random(Tier.EDGE, "e", 8, seed);
    return new Planner(List.of(device, edge), Network.of("d", "e", link));
  }

  @Test
  void turnsOfWhy_makeTheRunnerUpWin() {
    int turns = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Link link = new Link(30, 20);
      Plan plan = planner(seed, link).plan(Question.fastest());
      Explanation why = Explanation.of(plan).orElseThrow();
      for (Explanation.Turn turn : why.turns()) {
        if (turn.change() == Explanation.Change.BANDWIDTH) {
          double past = turn.then() * (turn.then() > turn.now() ? 1.01 : 1 / 1.01);
          double before = turn.then() * (turn.then() > turn.now() ? 1 / 1.01 : 1.01);
          assertThat(lead(why, past)).isNegative();
          assertThat(lead(why, before)).isPositive();
          turns++;
        }
      }
    }
    assertThat(turns).isPositive();
  }

  /** By how much the best is still faster at a bandwidth. */
  private static long lead(Explanation why, double megabits) {
    LinkVariation variation = LinkVariation.BANDWIDTH;
    double at = variation.coordinate(megabits);
    return variation.apply(why.runnerUp(), TransferModel.AFTER_IDLE, at).latencyNanos()
        - variation.apply(why.best(), TransferModel.AFTER_IDLE, at).latencyNanos();
  }

  @Test
  void fasterDevice_turnsAtTheFactorNamed() {
    int turns = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Explanation why =
          Explanation.of(planner(seed, new Link(30, 20)).plan(Question.fastest())).orElseThrow();
      for (Explanation.Turn turn : why.turns()) {
        if (turn.change() == Explanation.Change.DEVICE_SPEED) {
          assertThat(atSpeed(why.best(), turn.then()))
              .isCloseTo(atSpeed(why.runnerUp(), turn.then()), within(1.0));
          turns++;
        }
      }
    }
    assertThat(turns).isPositive();
  }

  private static double atSpeed(Scenario scenario, double factor) {
    double work = (double) scenario.route().cost(Metric.DEVICE_TIME);
    return (double) scenario.latencyNanos() - work + work / factor;
  }

  @Test
  void nothingMeetsTheConstraints_givesNoBands() {
    Question impossible =
        Question.fastest().with(Constraint.leastDepth(1_000)).with(Constraint.only(Strategy.CUT));
    assertThat(
            Sensitivity.of(
                planner(1, new Link(30, 20)),
                impossible,
                LinkVariation.BANDWIDTH,
                new Sensitivity.Range(1, 10)))
        .isEmpty();
  }
}
