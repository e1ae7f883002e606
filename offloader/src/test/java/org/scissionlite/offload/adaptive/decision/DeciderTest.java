package org.scissionlite.offload.adaptive.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.offload.adaptive.decision.SimulatedWorld.Chosen;
import org.scissionlite.offload.adaptive.decision.SimulatedWorld.Cost;
import org.scissionlite.offload.adaptive.decision.SimulatedWorld.Link;
import org.scissionlite.offload.adaptive.decision.SimulatedWorld.Outcome;
import org.scissionlite.offload.adaptive.decision.SimulatedWorld.Scene;

/** The choice of ways in a simulated world, held against one that knows the world. */
class DeciderTest {
  private static final int SEEDS = 4;
  private static final Way PIXELS = new Way("pixels", 150_528);
  private static final Way EARLY = new Way("early", 0);
  private static final Way LATE = new Way("late", 0);
  private static final List<Cost> COSTS =
      List.of(
          new Cost(PIXELS, 1, 150_528, 12),
          new Cost(EARLY, 25, 18_000, 10),
          new Cost(LATE, 70, 1_800, 4),
          new Cost(Way.alone(), 140, 0, 0));

  private static final Link GOOD = new Link(60, 27);
  private static final Link SLOW = new Link(3, 27);
  private static final Link FAR = new Link(60, 150);
  private static final Link BAD = new Link(0.3, 150);

  private static NavigableMap<Double, Link> links(Object... secondsAndLinks) {
    NavigableMap<Double, Link> links = new TreeMap<>();
    for (int i = 0; i < secondsAndLinks.length; i += 2) {
      links.put((Double) secondsAndLinks[i], (Link) secondsAndLinks[i + 1]);
    }
    return links;
  }

  private static Scene scene(NavigableMap<Double, Link> links, double interval, double noise) {
    return new Scene(COSTS, links, new TreeMap<>(Map.of(0.0, 1.0)), interval, 200, 60, noise, 0.02);
  }

  static Stream<Scene> changing() {
    List<Scene> scenes = new ArrayList<>();
    for (double interval : new double[] {75, 100, 250}) {
      for (double noise : new double[] {0, 0.05, 0.15}) {
        scenes.add(scene(links(0.0, GOOD, 20.0, SLOW, 40.0, GOOD), interval, noise));
        scenes.add(scene(links(0.0, GOOD, 20.0, FAR, 40.0, GOOD), interval, noise));
        scenes.add(scene(links(0.0, GOOD, 20.0, BAD, 40.0, SLOW), interval, noise));
        scenes.add(scene(links(0.0, SLOW, 15.0, GOOD, 30.0, BAD, 45.0, GOOD), interval, noise));
      }
    }
    return scenes.stream();
  }

  private static int timely(LongToIntFunction run) {
    return LongStream.rangeClosed(1, SEEDS).mapToInt(run).sum();
  }

  @ParameterizedTest
  @MethodSource("changing")
  void linkThatChanges_costsLittleAgainstAnOracleAndAgainstTheBestFixedWay(Scene scene) {
    int adaptive = timely(seed -> SimulatedWorld.adaptive(scene, seed).timely());
    int oracle = timely(seed -> SimulatedWorld.oracle(scene, seed).timely());
    int bestFixed =
        COSTS.stream()
            .mapToInt(cost -> timely(s -> SimulatedWorld.fixed(scene, s, cost.way()).timely()))
            .max()
            .orElseThrow();
    assertThat(adaptive).isGreaterThanOrEqualTo((int) (0.9 * oracle));
    assertThat(adaptive).isGreaterThanOrEqualTo((int) (0.95 * bestFixed));
  }

  static Stream<Scene> constant() {
    return Stream.of(GOOD, SLOW, FAR, BAD, new Link(12, 27), new Link(30, 60))
        .flatMap(link -> Stream.of(100.0, 250.0).map(i -> scene(links(0.0, link), i, 0.15)));
  }

  @ParameterizedTest
  @MethodSource("constant")
  void noiseOfAConstantLink_doesNotMakeTheChoiceSwing(Scene scene) {
    long all = 0;
    for (long seed = 1; seed <= 10; seed++) {
      long late =
          SimulatedWorld.adaptive(scene, seed).switches().stream()
              .filter(each -> each.second() > 6)
              .count();
      assertThat(late).isLessThanOrEqualTo(3);
      all += late;
    }
    assertThat(all).as("in 540 s").isLessThanOrEqualTo(10);
  }

  @ParameterizedTest
  @MethodSource("constant")
  void probes_takeAFewKilobytesASecond(Scene scene) {
    long bytes = SimulatedWorld.adaptive(scene, 1).probeBytes();
    double rate = bytes / scene.seconds();
    double ofTheLink = scene.links().get(0.0).megabits() * 125_000;
    assertThat(rate).isLessThan(Math.max(10_000, 0.05 * ofTheLink));
    assertThat(rate).isLessThan(30_000);
  }

  private static List<Way> between(Outcome outcome, double from, double to) {
    return outcome.chosen().stream()
        .filter(each -> each.second() >= from && each.second() < to)
        .map(Chosen::way)
        .distinct()
        .toList();
  }

  @Test
  void linkThatBecomesSlow_isFollowedWithinASecond() {
    Scene scene = scene(links(0.0, GOOD, 10.0, SLOW), 100, 0.05);
    for (long seed = 1; seed <= 10; seed++) {
      Outcome outcome = SimulatedWorld.adaptive(scene, seed);
      assertThat(between(outcome, 5, 10)).contains(PIXELS);
      assertThat(between(outcome, 11, 60)).doesNotContain(PIXELS);
    }
  }

  @Test
  void roundTripThatGrowsAndShrinks_isFollowed() {
    NavigableMap<Double, Link> links = links(0.0, GOOD, 10.0, new Link(60, 250), 20.0, GOOD);
    Scene scene = scene(links, 200, 0.05);
    for (long seed = 1; seed <= 10; seed++) {
      Outcome outcome = SimulatedWorld.adaptive(scene, seed);
      assertThat(between(outcome, 11, 20)).containsExactly(Way.alone());
      assertThat(between(outcome, 21.5, 60)).doesNotContain(Way.alone());
    }
  }

  /** Nothing but probes tells of a link that carries no image. */
  @Test
  void linkThatRecoversWhileTheDeviceAnswersAlone_isTakenAgain() {
    List<Cost> costs = List.of(new Cost(PIXELS, 1, 150_528, 12), new Cost(Way.alone(), 90, 0, 0));
    NavigableMap<Double, Link> links = links(0.0, GOOD, 10.0, new Link(1, 27), 30.0, GOOD);
    NavigableMap<Double, Double> constant = new TreeMap<>(Map.of(0.0, 1.0));
    for (long seed = 1; seed <= 5; seed++) {
      Scene scene = new Scene(costs, links, constant, 250, 200, 60, 0.05, 0.02);
      Outcome outcome = SimulatedWorld.adaptive(scene, seed);
      assertThat(between(outcome, 13, 30)).containsExactly(Way.alone());
      assertThat(between(outcome, 35, 60)).containsExactly(PIXELS);
    }
  }

  @Test
  void deviceThatBecomesSlow_leavesMoreToTheEdge() {
    Scene scene =
        new Scene(
            COSTS,
            links(0.0, SLOW),
            new TreeMap<>(Map.of(0.0, 0.5, 10.0, 3.0)),
            300,
            300,
            20,
            0.05,
            0);
    Outcome outcome = SimulatedWorld.adaptive(scene, 1);
    assertThat(between(outcome, 5, 10)).containsExactly(LATE);
    assertThat(between(outcome, 13, 20)).containsExactly(EARLY);
    assertThat(outcome.switches().get(outcome.switches().size() - 1).what().toString())
        .startsWith("switch to early: device or edge have changed, ");
  }
}
