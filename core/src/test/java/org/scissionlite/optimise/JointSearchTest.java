package org.scissionlite.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.link.TransferModel;
import org.scissionlite.optimise.CutDecision.Kind;
import org.scissionlite.plan.question.Objective;

/** The joint search finds what opening every cut finds, and opens few. */
class JointSearchTest {
  private static final int INSTANCES = 25;

  @ParameterizedTest
  @ValueSource(strings = {"latency", "throughput", "device-time", "latency=1,bytes=2000", "bytes"})
  void winner_isThatOfOpeningEveryCut(String objective) {
    for (int seed = 0; seed < INSTANCES; seed++) {
      Instance instance = Instance.of(seed, Objective.parse(objective), OptionalLong.empty());
      JointResult found = instance.search().run(instance.lossless(), Set.of());
      assertThat(instance.value(found)).as("seed %d", seed).isCloseTo(instance.best(), within(0.5));
    }
  }

  @Test
  void winnerInTime_isThatOfOpeningEveryCut() {
    int late = 0;
    for (int seed = 0; seed < INSTANCES; seed++) {
      Random random = new Random(seed);
      OptionalLong deadline = OptionalLong.of(50_000_000L + random.nextInt(300_000_000));
      Instance instance = Instance.of(seed, Objective.latency(), deadline);
      JointResult found = instance.search().run(instance.lossless(), Set.of());
      assertThat(instance.value(found)).as("seed %d", seed).isEqualTo(instance.best());
      late += found.best().isEmpty() ? 1 : 0;
    }
    assertThat(late).as("instances where nothing is in time").isBetween(1, INSTANCES - 1);
  }

  @Test
  void mostCuts_areNotOpened() {
    long opened = 0;
    long all = 0;
    for (int seed = 0; seed < INSTANCES; seed++) {
      Instance instance = Instance.of(seed, Objective.latency(), OptionalLong.empty());
      JointResult found = instance.search().run(instance.lossless(), Set.of());
      opened += found.opened();
      all += found.decisions().size();
      assertThat(found.opened()).isEqualTo(instance.openedCuts().size());
    }
    assertThat(opened).isPositive().isLessThan(all / 4);
  }

  @Test
  void check_opensEveryCutThatItsBoundDoesNotRuleOut() {
    long opened = 0;
    long foundOpened = 0;
    long cuts = 0;
    for (int seed = 0; seed < INSTANCES; seed++) {
      Instance instance = Instance.of(seed, Objective.latency(), OptionalLong.empty());
      double best = instance.best();
      JointResult all = instance.search().check(instance.lossless());
      assertThat(instance.value(all)).as("seed %d", seed).isEqualTo(best);
      for (CutDecision decision : all.decisions()) {
        boolean canWin = decision.bound().value() < best;
        assertThat(decision.isOpened() || !canWin).as("%d %s", seed, decision).isTrue();
      }
      cuts += all.decisions().size();
      opened += all.opened();
      foundOpened += instance.search().run(instance.lossless(), Set.of()).opened();
    }
    assertThat(opened).isBetween(foundOpened, cuts / 4);
  }

  @Test
  void exhaustiveSearch_opensEveryCutAndFindsTheSame() {
    Instance instance = Instance.of(3, Objective.latency(), OptionalLong.of(80_000_000));
    JointResult all = instance.search().exhaustive(instance.lossless());
    assertThat(instance.value(all)).isEqualTo(instance.best());
    assertThat(all.decisions()).allMatch(CutDecision::isOpened);
    assertThat(instance.openedCuts()).isEqualTo(instance.layers().keySet());
  }

  @Test
  void cutForWhichAnotherStands_isNotLookedAt() {
    Instance instance = Instance.of(5, Objective.latency(), OptionalLong.empty());
    String opened =
        instance.search().run(instance.lossless(), Set.of()).decisions().stream()
            .filter(CutDecision::isOpened)
            .map(each -> each.bound().cut())
            .findFirst()
            .orElseThrow();
    JointResult without = instance.search().run(instance.lossless(), Set.of(opened));
    assertThat(without.decisions())
        .filteredOn(each -> each.bound().cut().equals(opened))
        .singleElement()
        .satisfies(each -> assertThat(each.isOpened()).isFalse());
  }

  @Test
  void layerThatLosesTooMuch_doesNotWin() {
    Instance instance = Instance.of(7, Objective.latency(), OptionalLong.empty());
    List<Candidate> spoiled = new ArrayList<>(instance.lossless());
    Candidate fastest =
        instance.all().stream()
            .min(Comparator.comparingLong(each -> each.scenario().latencyNanos()))
            .orElseThrow();
    Candidate unconfirmed =
        new Candidate(
            fastest.scenario(), fastest.tailNanos(), new Drop(0, 0, 100, 150, false), "test");
    spoiled.add(unconfirmed);
    JointResult found = instance.withoutFinds().run(spoiled, Set.of());
    assertThat(found.candidates()).contains(unconfirmed);
    assertThat(found.best()).isPresent().get().isNotEqualTo(unconfirmed);
  }

  @Test
  void candidateThatIsHeard_doesNotWinAndOnlyTheBestAreListenedTo() {
    Instance open = Instance.of(2, Objective.latency(), OptionalLong.empty());
    Candidate heard = open.search().run(open.lossless(), Set.of()).best().orElseThrow();
    List<Candidate> listenedTo = new ArrayList<>();
    Privacy privacy =
        new Privacy() {
          @Override
          public boolean allows(Candidate candidate) {
            listenedTo.add(candidate);
            return !candidate.cut().equals(heard.cut());
          }

          @Override
          public boolean isKnownToAllow(Candidate candidate) {
            return listenedTo.contains(candidate) && allows(candidate);
          }
        };
    Instance hidden = open.hiding(privacy);
    JointResult found = hidden.search().run(hidden.lossless(), Set.of());
    double expected =
        hidden.all().stream()
            .filter(each -> !each.cut().equals(heard.cut()))
            .mapToDouble(each -> hidden.pricing().value(each.scenario()))
            .min()
            .orElseThrow();
    assertThat(hidden.value(found)).isEqualTo(expected).isGreaterThan(open.best());
    assertThat(Set.copyOf(listenedTo)).hasSizeLessThan(found.candidates().size());
  }

  @Test
  void deviceThatIsFastEnough_leavesEveryCutClosed() {
    Instance instance = Instance.withFastDevice(11);
    JointResult found = instance.search().run(instance.lossless(), Set.of());
    assertThat(found.best().orElseThrow().isAlone()).isTrue();
    assertThat(found.decisions()).isNotEmpty().allMatch(each -> each.kind() == Kind.CANNOT_WIN);
  }

  @Test
  void bytesThatCanStillWin_areTheMostOfThem() {
    Instance instance = Instance.of(2, Objective.latency(), OptionalLong.empty());
    Pricing pricing = instance.pricing();
    CutBound bound = pricing.bounds().get(0);
    double value = bound.value() + 30e6;
    long most = pricing.mostBytes(bound.cut(), value);
    assertThat(pricing.value(pricing.sending(bound.cut(), most).orElseThrow())).isLessThan(value);
    assertThat(pricing.value(pricing.sending(bound.cut(), most + 1).orElseThrow()))
        .isGreaterThanOrEqualTo(value);
    assertThat(pricing.mostBytes(bound.cut(), Double.POSITIVE_INFINITY)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void bound_isOneRoundTripWithNothingSent() {
    Instance instance = Instance.of(2, Objective.latency(), OptionalLong.empty());
    CutBound bound = instance.pricing().bounds().get(0);
    long transfer = bound.scenario().route().breakdown().transferNanos();
    assertThat(bound.scenario().wireBytes()).isZero();
    assertThat(transfer).isBetween(instance.roundTripNanos(), 2 * instance.roundTripNanos());
    assertThat(instance.question().transferModel()).isEqualTo(TransferModel.STEADY);
  }
}
