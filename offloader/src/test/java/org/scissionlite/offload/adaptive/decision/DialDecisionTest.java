package org.scissionlite.offload.adaptive.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scissionlite.offload.adaptive.decision.Observation.End;

/** Where a dial stands while the link changes; an image is answered soon enough in 120 ms. */
class DialDecisionTest {
  private static final double MILLI = 1e6;
  private static final double SOON = 120 * MILLI;
  private static final long INTERVAL = Math.round(200 * MILLI);
  private static final double ROUND_TRIP = 27 * MILLI;
  private static final double DEVICE = 20 * MILLI;
  private static final double EDGE = 5 * MILLI;
  private static final Way DIAL = new Way("dial", 0, List.of(36_000L, 25_000L, 18_000L, 9_000L));

  private final List<Integer> steps = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private Decider decider;
  private long now;

  @BeforeEach
  void start() {
    decider =
        new Decider(
            List.of(DIAL), 4, new AllOpen(), new Decider.Begin(SOON, KnownLink.none(), now));
  }

  /** Images that send so many times the usual bytes. */
  private void images(int count, double megabits, double busy) {
    for (int i = 0; i < count; i++) {
      now += INTERVAL;
      decider.turn(now).ifPresent(turns::add);
      assertThat(decider.next(1, now)).isEqualTo(DIAL);
      int step = decider.step(DIAL);
      steps.add(step);
      double bytes = busy * DIAL.ladder().get(step);
      double transfer = ROUND_TRIP + bytes * 8e3 / megabits;
      decider.probe(now);
      long probed = now + Math.round(ROUND_TRIP);
      decider.probed(ProbeSchedule.SMALL, Math.round(ROUND_TRIP), probed);
      decider.sent(DIAL, now + Math.round(DEVICE));
      long end = now + Math.round(DEVICE + transfer + EDGE);
      decider.observed(
          new Observation(
              DIAL,
              step,
              end,
              DEVICE,
              transfer,
              0,
              EDGE,
              Math.round(bytes),
              End.AS_PLANNED,
              0,
              false));
    }
  }

  @Test
  void linkThatBecomesSlow_makesItCoarserAtOnceAndFinerAfterAWhile() {
    images(20, 60, 1);
    assertThat(steps).containsOnly(0);
    images(10, 2.8, 1);
    assertThat(steps.subList(24, 30)).containsOnly(2);
    images(15, 60, 1);
    assertThat(steps.subList(30, 33)).as("not at once").containsOnly(2);
    assertThat(steps.subList(40, 45)).containsOnly(0);
    assertThat(turns).hasSize(2);
    assertThat(turns.get(0).toString())
        .matches("step 2 \\(was 0\\) of 4 of dial: [\\d.]+ Mbit/s, \\d+ ms for \\d+");
  }

  @Test
  void imagesThatSendMore_areSentMoreCoarsely() {
    images(20, 10, 1);
    assertThat(steps.get(19)).isZero();
    images(20, 10, 3);
    assertThat(steps.get(39)).isEqualTo(1);
  }

  @Test
  void linkThatBarelySuffices_doesNotMakeItSwing() {
    for (int i = 0; i < 30; i++) {
      images(2, i % 2 == 0 ? 4.6 : 4.2, 1);
    }
    assertThat(turns).hasSizeLessThanOrEqualTo(2);
  }
}
