package org.scissionlite.plan.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.Profiles;
import org.scissionlite.plan.question.Question;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.WireSize;

class UncertaintyTest {
  private static final Network NETWORK = Network.of("d", "e", new Link(5, 100));

  private static Profile profile(Tier tier, String name, Timing block, Timing whole) {
    Profile profile = Profiles.random(tier, name, 6, 3);
    List<BlockProfile> blocks =
        profile.blocks().stream()
            .map(
                each ->
                    new BlockProfile(
                        each.index(),
                        each.firstLayer(),
                        each.lastLayer(),
                        each.name(),
                        each.outputBytes(),
                        block))
            .toList();
    return new Profile(
        profile.system(), profile.model(), profile.provenance(), blocks, profile.cuts(), whole);
  }

  private static Plan plan(Timing block, Timing whole) {
    return new Planner(
            List.of(profile(Tier.DEVICE, "d", block, whole), profile(Tier.EDGE, "e", block, whole)),
            NETWORK)
        .plan(Question.fastest().results(Question.ALL));
  }

  private static Interval onDevice(Plan plan) {
    int alone = plan.scenarios().indexOf(plan.best(Strategy.ON_DEVICE).orElseThrow());
    return plan.intervals().get(alone);
  }

  @Test
  void deviceAlone_hasTheSpreadOfTheWholeModel() {
    Timing block = new Timing(110_000, 112_000, 1_000, 40);
    Timing whole = new Timing(660_000, 1_010_000, 20_000, 40);
    Interval interval = onDevice(plan(block, whole));
    assertThat(interval.highNanos()).isEqualTo(1_010_000);
    assertThat((double) interval.lowNanos())
        .isCloseTo(660_000 - 1.645 * 1.4826 * 20_000, within(1.0));
  }

  @Test
  void withoutTheWholeModel_theBlocksSpreadsAddUp() {
    Interval interval = onDevice(plan(new Timing(20, 23, 1, 25).times(1e6), Timing.none()));
    assertThat(interval.highNanos()).isEqualTo(138_000_000);
    assertThat((double) interval.lowNanos()).isCloseTo(120e6 - 6e6 * 1.645 * 1.4826, within(1.0));
  }

  /** Machines whose pace changes from run to run, and for all blocks of a run alike. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void runsOfMachinesOfChangingPace_keepToTheInterval(long seed) {
    Random random = new Random(seed);
    Timing block = Timing.of(runs(random, 1, 200));
    Timing whole = Timing.of(runs(random, 6, 200));
    Plan plan = plan(block, whole);
    for (int place = 0; place < plan.scenarios().size(); place++) {
      Route route = plan.scenarios().get(place).route();
      Interval interval = plan.intervals().get(place);
      long rest = route.cost(Metric.LATENCY);
      for (Segment segment : route.segments()) {
        rest -= segment.executionNanos();
      }
      int high = 0;
      int low = 0;
      for (int run = 0; run < 500; run++) {
        long nanos = rest;
        for (Segment segment : route.segments()) {
          nanos += runs(random, segment.lastBlock() - segment.firstBlock() + 1, 1).get(0);
        }
        high += nanos > interval.highNanos() ? 1 : 0;
        low += nanos < interval.lowNanos() ? 1 : 0;
      }
      assertThat(high).as("%s above", route.config()).isLessThanOrEqualTo(50);
      assertThat(low).as("%s below", route.config()).isLessThanOrEqualTo(75);
    }
  }

  /** Runs of so many blocks of 0.11 ms: mostly a little slower, one in twelve by half. */
  private static List<Long> runs(Random random, int blocks, int count) {
    return Stream.generate(
            () -> {
              double bad = random.nextInt(12) == 0 ? 0.5 : 0;
              double pace = 1 + 0.03 * Math.abs(random.nextGaussian()) + bad;
              return Math.round(110_000 * blocks * pace);
            })
        .limit(count)
        .toList();
  }

  @Test
  void bytesThatVary_widenTheInterval() {
    assertThat(intervalOfSize(new WireSize.Measured(4_000, 40_000, 50_000, 20)).highNanos())
        .isGreaterThan(intervalOfSize(WireSize.fixed(4_000)).highNanos() + 2_000_000);
  }

  private static Interval intervalOfSize(WireSize size) {
    List<Profile> profiles =
        Stream.of(Profiles.random(Tier.DEVICE, "d", 6, 3), Profiles.random(Tier.EDGE, "e", 6, 3))
            .map(profile -> Profiles.withSize(profile, "pool2", size))
            .toList();
    Plan plan = new Planner(profiles, NETWORK).plan(Question.fastest().results(Question.ALL));
    List<String> ways = plan.scenarios().stream().map(each -> each.route().config()).toList();
    return plan.intervals().get(ways.indexOf("Device(d) = 0 - 3, Edge(e) = 4 - 11 + pool2"));
  }

  @Test
  void noisyMeasurements_cannotTellNeighboursApart() {
    Timing quiet = new Timing(20_000_000, 90_000_000, 0, 25);
    Timing noisy = new Timing(20_000_000, 90_000_000, 9_000_000, 25);
    assertThat(ties(plan(noisy, Timing.none()))).isGreaterThan(ties(plan(quiet, Timing.none())));
    assertThat(plan(quiet, Timing.none()).intervals().get(0).tiesWithBest()).isTrue();
  }

  @Test
  void noisyWholeModel_cannotTellDeviceAndEdgeApart() {
    Timing block = new Timing(20_000_000, 20_000_000, 0, 25);
    Timing quiet = new Timing(120_000_000, 120_000_000, 0, 25);
    Timing noisy = new Timing(120_000_000, 120_000_000, 40_000_000, 25);
    assertThat(ties(plan(block, noisy))).isGreaterThan(ties(plan(block, quiet)));
  }

  private static long ties(Plan plan) {
    return plan.intervals().stream().filter(Interval::tiesWithBest).count();
  }
}
