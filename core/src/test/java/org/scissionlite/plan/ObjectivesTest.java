package org.scissionlite.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.TransferLayerProfile;

/** The planner's answers equal those of brute force, for every objective and constraint. */
class ObjectivesTest {
  private static final int RESULTS = 7;
  private static final Map<String, Double> LOSSES =
      Map.of("pool2", 0.005, "q8", 0.01, "pool2+q8", 0.015);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  static List<Profile> profiles(long seed) {
    return List.of(
        Profiles.random(Tier.DEVICE, "d1", 5, seed),
        Profiles.random(Tier.EDGE, "e1", 5, seed),
        Profiles.random(Tier.EDGE, "e2", 5, seed),
        Profiles.random(Tier.CLOUD, "c1", 5, seed));
  }

  private static double cost(Route route, Objective objective) {
    double cost = 0;
    for (Metric metric : Metric.values()) {
      cost += objective.weight(metric) * (double) route.cost(metric);
    }
    return cost;
  }

  static List<Route> allRoutes(long seed) {
    List<Profile> profiles = profiles(seed);
    return BruteForce.routes(profiles, Profiles.network(profiles, seed), TransferModel.AFTER_IDLE);
  }

  private static List<Double> planned(long seed, Question question) {
    List<Profile> profiles = profiles(seed);
    Network network = Profiles.network(profiles, seed);
    return new Planner(profiles, network)
        .plan(question.results(RESULTS)).scenarios().stream()
            .map(scenario -> cost(scenario.route(), question.objective()))
            .toList();
  }

  private static void assertSame(List<Double> found, List<Route> routes, Objective objective) {
    List<Double> expected =
        routes.stream().map(route -> cost(route, objective)).sorted().limit(RESULTS).toList();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyObjective_equalsBruteForce(long seed) {
    for (String text :
        List.of(
            "latency",
            "bytes",
            "device-time",
            "edge-time",
            "throughput",
            "latency=1,bytes=100,cloud-time=2",
            "bottleneck=2,latency=0.5")) {
      Objective objective = Objective.parse(text);
      Question question = Question.fastest().minimising(objective);
      assertSame(planned(seed, question), allRoutes(seed), objective);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void limits_equalBruteForce(long seed) {
    List<Route> all = allRoutes(seed);
    for (Metric limited : Metric.values()) {
      long limit = median(all, limited);
      List<Route> allowed = all.stream().filter(route -> route.cost(limited) <= limit).toList();
      for (String text : List.of("latency", "bytes", "throughput")) {
        Objective objective = Objective.parse(text);
        Question question =
            Question.fastest().minimising(objective).with(new Constraint.AtMost(limited, limit));
        assertSame(planned(seed, question), allowed, objective);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sharesOfWork_equalBruteForce(long seed) {
    List<Route> all = allRoutes(seed);
    for (Tier tier : Tier.values()) {
      for (double share : new double[] {0, 0.2, 0.5, 0.9}) {
        List<Route> allowed = all.stream().filter(route -> share(route, tier) <= share).toList();
        for (String text : List.of("latency", "bytes", "throughput")) {
          Objective objective = Objective.parse(text);
          Question question =
              Question.fastest()
                  .minimising(objective)
                  .with(new Constraint.AtMostShare(tier, share));
          assertSame(planned(seed, question), allowed, objective);
        }
      }
    }
  }

  static double share(Route route, Tier tier) {
    double all =
        Stream.of(Tier.values()).mapToDouble(each -> route.cost(Metric.timeOf(each))).sum();
    return route.cost(Metric.timeOf(tier)) / all;
  }

  static long median(List<Route> routes, Metric metric) {
    List<Long> sorted = routes.stream().map(route -> route.cost(metric)).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void placesAndUploads_equalBruteForce(long seed) {
    List<Route> allowed =
        allRoutes(seed).stream()
            .filter(route -> layersOn(route, Tier.EDGE, 4))
            .filter(
                route -> route.segments().stream().anyMatch(s -> s.system().tier() == Tier.CLOUD))
            .filter(
                route ->
                    route.hops().stream()
                        .filter(hop -> hop.from().tier() == Tier.DEVICE)
                        .allMatch(hop -> hop.payload().wireBytes() <= 200_000))
            .toList();
    Question question =
        Question.fastest()
            .with(
                new Constraint.TierLayers(
                    Tier.EDGE, Set.of(4), Set.of(), Constraint.TierLayers.Use.MAY))
            .with(
                new Constraint.TierLayers(
                    Tier.CLOUD, Set.of(), Set.of(), Constraint.TierLayers.Use.MUST))
            .with(new Constraint.UploadLimit(Tier.DEVICE, 200_000));
    assertSame(planned(seed, question), allowed, Objective.latency());
  }

  static boolean layersOn(Route route, Tier tier, int layer) {
    return route.segments().stream()
        .anyMatch(
            segment ->
                segment.system().tier() == tier
                    && segment.firstLayer() <= layer
                    && layer <= segment.lastLayer());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void paretoFront_isWhatBruteForceLeavesUnbeaten(long seed) {
    List<Route> all = allRoutes(seed);
    List<Long> expected =
        all.stream()
            .filter(route -> all.stream().noneMatch(other -> beats(other, route)))
            .map(route -> route.cost(Metric.LATENCY))
            .distinct()
            .sorted()
            .toList();
    List<Profile> profiles = profiles(seed);
    List<Scenario> front =
        new Planner(profiles, Profiles.network(profiles, seed))
            .with(accuracies(profiles.get(0)))
            .front(Question.fastest());
    assertThat(front.stream().map(Scenario::latencyNanos)).isEqualTo(expected);
  }

  static boolean beats(Route one, Route other) {
    ToDoubleFunction<Metric> gain = metric -> (double) (other.cost(metric) - one.cost(metric));
    double latency = gain.applyAsDouble(Metric.LATENCY);
    double bytes = gain.applyAsDouble(Metric.BYTES);
    double accuracy = loss(other) - loss(one);
    return latency >= 0 && bytes >= 0 && accuracy >= 0 && latency + bytes + accuracy > 0;
  }

  /** Half a percent is lost with pool2, one with q8, one and a half with both. */
  static Accuracies accuracies(Profile profile) {
    List<Accuracies.CutAccuracy> cuts = new ArrayList<>();
    for (CutProfile cut : profile.cuts()) {
      for (TransferLayerProfile layer : cut.transferLayers()) {
        double accuracy = 0.75 - LOSSES.get(layer.spec());
        cuts.add(new Accuracies.CutAccuracy(cut.name(), layer.spec(), accuracy));
      }
    }
    return new Accuracies(0.75, cuts);
  }

  static double loss(Route route) {
    return route.hops().stream()
        .mapToDouble(hop -> LOSSES.getOrDefault(hop.payload().transferLayer(), 0.0))
        .sum();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void accuracyFloor_equalsBruteForce(long seed) {
    List<Profile> profiles = profiles(seed);
    Planner planner = new Planner(profiles, Profiles.network(profiles, seed));
    Question question =
        Question.fastest().with(new Constraint.AccuracyFloor(0.743)).results(RESULTS);
    List<Double> found =
        planner.with(accuracies(profiles.get(0))).plan(question).scenarios().stream()
            .map(scenario -> cost(scenario.route(), Objective.latency()))
            .toList();
    List<Route> allowed = allRoutes(seed).stream().filter(route -> loss(route) < 0.007).toList();
    assertSame(found, allowed, Objective.latency());
    assertThatThrownBy(() -> planner.plan(question))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no accuracies are known");
  }

  @Test
  void unknownAccuracy_isNotOfferedUnderAFloor() {
    List<Profile> profiles = profiles(1);
    Planner planner =
        new Planner(profiles, Profiles.network(profiles, 1)).with(new Accuracies(0.9, List.of()));
    Plan plan =
        planner.plan(
            Question.fastest().with(new Constraint.AccuracyFloor(0.5)).results(Question.ALL));
    assertThat(plan.scenarios())
        .isNotEmpty()
        .noneMatch(scenario -> scenario.strategy() == Strategy.CUT_WITH_TL);
  }

  @Test
  @Timeout(120)
  void sixMillionScenarios_areConsideredWithoutBeingListed() {
    List<Profile> profiles = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      profiles.add(Profiles.random(Tier.DEVICE, "d" + i, 100, 1));
    }
    for (int i = 0; i < 20; i++) {
      profiles.add(Profiles.random(Tier.EDGE, "e" + i, 100, 1));
    }
    Planner planner = new Planner(profiles, Profiles.network(profiles, 1));
    Plan plan = planner.plan(Question.fastest());
    assertThat(plan.considered()).isEqualTo(1_000 + 1_000L * 20 * 100 * 3);
    assertThat(plan.scenarios()).isSortedAccordingTo(Comparator.comparing(Scenario::latencyNanos));
  }
}
