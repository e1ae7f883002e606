package org.scissionlite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.question.Similarities;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;

/** The Pareto front is what brute force leaves unbeaten, under every limit. */
class FrontTest {
  private static final double ACCURACY = 0.75;
  private static final double LOSS = 0.0125;
  private static final double SSIM = 0.5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 4);
  }

  /** A constraint and what it asks of a route. */
  private record Limit(Constraint constraint, Predicate<Route> allows) {
    @Override
    public String toString() {
      return constraint.toString();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void front_holdsWhatNoneBeats(long seed) {
    List<Route> all = ObjectivesTest.allRoutes(seed);
    for (Limit limit : limits(all).toList()) {
      assertFront(seed, limit, all);
    }
  }

  private static void assertFront(long seed, Limit limit, List<Route> all) {
    List<Route> allowed = all.stream().filter(limit.allows()).toList();
    List<List<Number>> expected =
        allowed.stream()
            .filter(route -> allowed.stream().noneMatch(each -> ObjectivesTest.beats(each, route)))
            .map(FrontTest::costs)
            .distinct()
            .sorted((one, other) -> Long.compare(one.get(0).longValue(), other.get(0).longValue()))
            .toList();
    List<Profile> profiles = ObjectivesTest.profiles(seed);
    List<List<Number>> front =
        new Planner(profiles, Profiles.network(profiles, seed))
                .with(ObjectivesTest.accuracies(profiles.get(0)))
                .front(Question.fastest().with(limit.constraint()))
                .stream()
                .map(scenario -> costs(scenario.route()))
                .toList();
    assertThat(front).as("seed %d, %s", seed, limit).isEqualTo(expected);
  }

  private static List<Number> costs(Route route) {
    return List.of(
        route.cost(Metric.LATENCY),
        route.cost(Metric.BYTES),
        Math.round(1e6 * ObjectivesTest.loss(route)));
  }

  private static Stream<Limit> limits(List<Route> all) {
    return Stream.of(
            Stream.of(Metric.values()).map(metric -> atMost(metric, all)),
            Stream.of(Tier.values())
                .flatMap(tier -> Stream.of(0.2, 0.6, 0.9).map(share -> share(tier, share))),
            Stream.of(Strategy.values()).map(FrontTest::only),
            Stream.of(Tier.values()).flatMap(FrontTest::places),
            Stream.of(upload(), depth(), floor(), similar()))
        .flatMap(limits -> limits);
  }

  private static Limit atMost(Metric metric, List<Route> all) {
    long most = ObjectivesTest.median(all, metric);
    return new Limit(new Constraint.AtMost(metric, most), route -> route.cost(metric) <= most);
  }

  private static Limit share(Tier tier, double share) {
    return new Limit(
        new Constraint.AtMostShare(tier, share),
        route -> ObjectivesTest.share(route, tier) <= share);
  }

  private static Limit only(Strategy strategy) {
    return new Limit(Constraint.only(strategy), route -> Scenario.of(route).strategy() == strategy);
  }

  private static Stream<Limit> places(Tier tier) {
    return Stream.of(
        new Limit(
            places(tier, Set.of(), Constraint.TierLayers.Use.MUST), route -> runs(route, tier)),
        new Limit(
            places(tier, Set.of(), Constraint.TierLayers.Use.MUST_NOT),
            route -> !runs(route, tier)),
        new Limit(
            places(tier, Set.of(4), Constraint.TierLayers.Use.MAY),
            route -> ObjectivesTest.layersOn(route, tier, 4)));
  }

  private static Constraint places(Tier tier, Set<Integer> on, Constraint.TierLayers.Use use) {
    return new Constraint.TierLayers(tier, on, Set.of(), use);
  }

  private static boolean runs(Route route, Tier tier) {
    return route.segments().stream().anyMatch(segment -> segment.system().tier() == tier);
  }

  private static Limit upload() {
    return new Limit(
        new Constraint.UploadLimit(Tier.DEVICE, 200_000),
        route ->
            route.hops().stream()
                .filter(hop -> hop.from().tier() == Tier.DEVICE)
                .allMatch(hop -> hop.payload().wireBytes() <= 200_000));
  }

  private static Limit depth() {
    return new Limit(
        Constraint.leastDepth(3),
        route -> route.hops().isEmpty() || route.hops().get(0).cut().layer() >= 3);
  }

  private static Limit floor() {
    return new Limit(
        new Constraint.AccuracyFloor(ACCURACY - LOSS),
        route -> ObjectivesTest.loss(route) <= LOSS + 1e-9);
  }

  private static Limit similar() {
    List<Similarities.CutSimilarity> known =
        List.of(
            new Similarities.CutSimilarity("layer3", Hop.NO_TL, SSIM),
            new Similarities.CutSimilarity("layer5", "q8", SSIM / 2),
            new Similarities.CutSimilarity("layer7", Hop.NO_TL, 2 * SSIM));
    return new Limit(
        new Constraint.MostSimilar(SSIM, new Similarities(known)),
        route ->
            route.hops().isEmpty()
                || known.stream()
                    .anyMatch(
                        each ->
                            each.ssim() <= SSIM
                                && each.cut().equals(route.hops().get(0).cut().name())
                                && each.transferLayer()
                                    .equals(route.hops().get(0).payload().transferLayer())));
  }
}
