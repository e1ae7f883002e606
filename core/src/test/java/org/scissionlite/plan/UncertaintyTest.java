package org.scissionlite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;

class UncertaintyTest {
  private static final Network NETWORK = Network.of("d", "e", new Link(5, 100));

  private static Profile profile(Tier tier, String name, long spreadNanos) {
    Profile profile = Profiles.random(tier, name, 6, 3);
    List<BlockProfile> blocks =
        profile.blocks().stream()
            .map(
                block ->
                    new BlockProfile(
                        block.index(),
                        block.firstLayer(),
                        block.lastLayer(),
                        block.name(),
                        block.outputBytes(),
                        new Timing(20_000_000, 90_000_000, spreadNanos, 25)))
            .toList();
    return new Profile(
        profile.system(),
        profile.model(),
        profile.provenance(),
        blocks,
        profile.cuts(),
        profile.wholeModel());
  }

  private static Plan plan(long spreadNanos) {
    return new Planner(
            List.of(profile(Tier.DEVICE, "d", spreadNanos), profile(Tier.EDGE, "e", spreadNanos)),
            NETWORK)
        .plan(Question.fastest().results(Question.ALL));
  }

  @Test
  void sixBlocksOfOneMillisecondSpread_addUpAsVariances() {
    Plan plan = plan(1_000_000);
    int alone = plan.scenarios().indexOf(plan.best(Strategy.ON_DEVICE).orElseThrow());
    Interval interval = plan.intervals().get(alone);
    double margin = 1.96 * 1.4826 * 1e6 * Math.sqrt(6);
    assertThat(interval.highNanos()).isEqualTo(Math.round(120e6 + margin));
    assertThat(interval.lowNanos()).isEqualTo(Math.round(120e6 - margin));
  }

  @Test
  void noisyMeasurements_cannotTellNeighboursApart() {
    long noisy = plan(9_000_000).intervals().stream().filter(Interval::tiesWithBest).count();
    long quiet = plan(0).intervals().stream().filter(Interval::tiesWithBest).count();
    assertThat(noisy).isGreaterThan(quiet);
    assertThat(plan(0).intervals().get(0).tiesWithBest()).isTrue();
  }
}
