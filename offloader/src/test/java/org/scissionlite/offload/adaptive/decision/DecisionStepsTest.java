package org.scissionlite.offload.adaptive.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.scissionlite.offload.adaptive.decision.Observation.End;

/** The estimates and decisions one step after another. */
class DecisionStepsTest {
  private static final long MILLI = 1_000_000;
  private static final Way CUT = new Way("cut", 12_500);

  private static Observation seen(Way way, long atMillis, End end, double transferMillis) {
    return new Observation(
        way,
        0,
        atMillis * MILLI,
        5 * MILLI,
        transferMillis * MILLI,
        0,
        2 * MILLI,
        end == End.AS_PLANNED ? 12_500 : 0,
        end,
        0,
        end != End.AS_PLANNED);
  }

  private static Observation unasked(long atMillis, long restMillis) {
    return new Observation(
        CUT, 0, atMillis * MILLI, 5 * MILLI, 0, 0, 0, 0, End.UNASKED, restMillis * MILLI, true);
  }

  /** A way with an edge that takes 37 ms over 10 Mbit/s and 20 ms, and alone 100 ms. */
  private static Decider settled() {
    Decider decider = new Decider(List.of(CUT, Way.alone()), 1, new AllOpen(), 0);
    decider.warmed(Way.alone(), 100 * MILLI, 0);
    for (int i = 1; i <= 20; i++) {
      assertThat(decider.next(1, i * 100L * MILLI)).isEqualTo(CUT);
      assertThat(decider.probed(1, 20 * MILLI, (i * 100L + 20) * MILLI)).isEmpty();
      assertThat(decider.observed(seen(CUT, i * 100L + 37, End.AS_PLANNED, 30))).isEmpty();
    }
    return decider;
  }

  @Test
  void linkThatCarriesNothing_isLeftThoughNoProbeAndNoImageComesBack() {
    Decider decider = settled();
    assertThat(decider.next(1, 2_100 * MILLI)).isEqualTo(CUT);
    assertThat(decider.observed(seen(CUT, 3_100, End.LATE, 990))).isEmpty();
    assertThat(decider.next(1, 3_100 * MILLI)).isEqualTo(CUT);
    Optional<Switch> decision = decider.observed(seen(CUT, 4_100, End.LATE, 990));
    for (long at = 4_110; decision.isEmpty() && at < 5_000; at += 10) {
      decision = decider.passed(at * MILLI);
    }
    assertThat(decision.map(Switch::to)).contains(Way.alone());
  }

  @Test
  void outlier_changesNothing() {
    Decider decider = settled();
    for (int i = 0; i < 10; i++) {
      long begin = 2_100 + i * 400L;
      assertThat(decider.next(1, begin * MILLI)).isEqualTo(CUT);
      assertThat(decider.observed(seen(CUT, begin + 157, End.AS_PLANNED, 150))).isEmpty();
      assertThat(decider.probed(1, 20 * MILLI, (begin + 180) * MILLI)).isEmpty();
      assertThat(decider.probed(1, 20 * MILLI, (begin + 210) * MILLI)).isEmpty();
      assertThat(decider.next(1, (begin + 220) * MILLI)).isEqualTo(CUT);
      assertThat(decider.observed(seen(CUT, begin + 257, End.AS_PLANNED, 30))).isEmpty();
    }
  }

  @Test
  void edgeThatIsNotAskedForHalfASecond_isLeftAndTakenAgainWhenAProbeComesBack() {
    Decider decider = settled();
    assertThat(decider.observed(unasked(2_600, 510))).isEmpty();
    Optional<Switch> left = decider.observed(unasked(2_700, 610));
    assertThat(left.map(Switch::toString)).contains("switch to device-alone: no edge answers");
    assertThat(decider.next(1, 8_000 * MILLI)).isEqualTo(Way.alone());
    Optional<Switch> back = decider.probed(1, 20 * MILLI, 8_100 * MILLI);
    for (long at = 8_110; back.isEmpty() && at < 9_000; at += 10) {
      back = decider.probed(1, 20 * MILLI, at * MILLI);
    }
    assertThat(back.map(Switch::toString).orElseThrow())
        .matches(
            "switch to cut: the edge answers again, 10\\.?\\d* Mbit/s, round trip 20 ms, 37 ms for 100");
  }

  @Test
  void lateEdgeThatRestsForAMoment_isNotAway() {
    Decider decider = settled();
    assertThat(decider.observed(seen(CUT, 2_200, End.LATE, 100))).isEmpty();
    assertThat(decider.observed(unasked(2_215, 15))).isEmpty();
    assertThat(decider.observed(unasked(2_230, 30))).isEmpty();
    assertThat(decider.observed(unasked(2_245, 45))).isEmpty();
    assertThat(decider.probed(1, 20 * MILLI, 2_260 * MILLI)).isEmpty();
    assertThat(decider.probed(1, 20 * MILLI, 2_290 * MILLI)).isEmpty();
    assertThat(decider.present()).isEqualTo(CUT);
  }

  @Test
  void bandwidthThatWasGuessedFromSilence_isMeasuredWithinASecond() {
    LinkEstimate link = new LinkEstimate();
    link.pinged(20 * MILLI, MILLI);
    link.carried(12_500, 30.0 * MILLI, 100 * MILLI);
    for (int i = 1; i <= 5; i++) {
      link.late(1_000, 1_000.0 * MILLI, i * 1_000L * MILLI);
    }
    assertThat(link.megabits()).isLessThan(0.02);
    boolean measured = false;
    for (long at = 5_000; at < 6_100; at += 10) {
      OptionalInt bytes = link.probe(at * MILLI);
      measured |= bytes.orElse(0) > ProbeSchedule.SMALL;
    }
    assertThat(measured).isTrue();
  }

  /** Images of 30 ms each 100 ms, then the round trip grows from 20 to 300 ms. */
  @Test
  void roundTripThatGrowsUnderLoad_isNotTakenForBandwidth() {
    LinkEstimate link = new LinkEstimate();
    link.pinged(20 * MILLI, MILLI);
    for (int i = 1; i <= 20; i++) {
      link.carried(12_500, 30.0 * MILLI, i * 100L * MILLI);
    }
    for (int i = 0; i < 4; i++) {
      link.carried(12_500, 310.0 * MILLI, (2_310 + 100L * i) * MILLI);
    }
    assertThat(link.isUnclear(2_620 * MILLI)).isTrue();
    link.pinged(300 * MILLI, 2_620 * MILLI);
    assertThat(link.isUnclear(2_620 * MILLI)).isFalse();
    assertThat(link.roundTripNanos() / MILLI).isBetween(290.0, 310.0);
    assertThat(link.megabits()).isBetween(9.0, 11.0);
  }

  @Test
  void linkThatAnotherDeciderHasSeen_isKnownFromTheStart() {
    KnownLink known = settled().link();
    Decider next =
        new Decider(
            List.of(CUT),
            1,
            new AllOpen(),
            new Decider.Begin(Double.POSITIVE_INFINITY, known, 3_000 * MILLI));
    assertThat(next.link().link().megabits()).isBetween(9.5, 10.5);
    assertThat(next.link().link().roundTripNanos() / MILLI).isBetween(19.0, 21.0);
    for (int i = 0; i < 3; i++) {
      assertThat(next.probed(1, 200 * MILLI, (3_200 + i * 200L) * MILLI)).isEmpty();
    }
    assertThat(known.link().roundTripNanos() / MILLI).as("its own").isBetween(19.0, 21.0);
  }

  @Test
  void machineThatBecomesSlow_isSeenOnAnotherWay() {
    WorkEstimate work = new WorkEstimate();
    for (int i = 0; i < 20; i++) {
      work.took(CUT, 10.0 * MILLI, i * 100L * MILLI);
    }
    work.took(Way.alone(), 100.0 * MILLI, 2_000 * MILLI);
    work.took(CUT, 20.0 * MILLI, 2_100 * MILLI);
    assertThat(work.nanos(Way.alone()).orElseThrow()).isLessThan(110.0 * MILLI);
    work.took(CUT, 20.0 * MILLI, 2_200 * MILLI);
    assertThat(work.nanos(Way.alone()).orElseThrow()).isBetween(180.0 * MILLI, 210.0 * MILLI);
  }

  @Test
  void bandwidth_isKnownWhileImagesWaitForEachOther() {
    LinkEstimate link = new LinkEstimate();
    link.pinged(20 * MILLI, MILLI);
    link.carried(12_500, 30.0 * MILLI, 100 * MILLI);
    for (int i = 1; i <= 10; i++) {
      link.carried(12_500, (30.0 + 10 * i) * MILLI, (100L + 10L * i) * MILLI);
    }
    assertThat(link.megabits()).isBetween(9.5, 10.5);
  }
}
