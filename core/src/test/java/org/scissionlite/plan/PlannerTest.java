package org.scissionlite.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Breakdown;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Segment;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;

class PlannerTest {
  private static final Profile DEVICE = Profiles.random(Tier.DEVICE, "pi4", 12, 7);
  private static final Profile EDGE = Profiles.random(Tier.EDGE, "box", 12, 7);
  private static final Network NETWORK = Network.of("pi4", "box", new Link(27.4, 60));
  private static final Planner PLANNER = new Planner(List.of(DEVICE, EDGE), NETWORK);

  @Test
  void allScenariosOfDeviceAndEdge_areOfferedBestFirst() {
    Plan plan = PLANNER.plan(Question.fastest().results(Question.ALL));
    int eachCut = 1 + 2;
    assertThat(plan.scenarios()).hasSize(1 + 12 * eachCut);
    assertThat(plan.considered()).isEqualTo(plan.scenarios().size());
    assertThat(plan.scenarios()).isSortedAccordingTo(Comparator.comparing(Scenario::latencyNanos));
    for (Strategy strategy : Strategy.values()) {
      assertThat(plan.best(strategy)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bestOfThreeTiers_equalsBruteForce(long seed) {
    List<Profile> profiles =
        List.of(
            Profiles.random(Tier.DEVICE, "d1", 6, seed),
            Profiles.random(Tier.DEVICE, "d2", 6, seed),
            Profiles.random(Tier.EDGE, "e1", 6, seed),
            Profiles.random(Tier.EDGE, "e2", 6, seed),
            Profiles.random(Tier.CLOUD, "c1", 6, seed));
    Network network = Profiles.network(profiles, seed);
    List<Long> expected =
        BruteForce.routes(profiles, network, TransferModel.AFTER_IDLE).stream()
            .map(route -> route.cost(Metric.LATENCY))
            .sorted()
            .toList();
    Plan plan = new Planner(profiles, network).plan(Question.fastest().results(25));
    assertThat(plan.considered()).isEqualTo(expected.size());
    assertThat(plan.scenarios().stream().map(Scenario::latencyNanos))
        .isEqualTo(expected.subList(0, 25));
  }

  @Test
  void leastDepth_keepsLayersOnTheDevice() {
    Plan plan =
        PLANNER.plan(Question.fastest().with(Constraint.leastDepth(5)).results(Question.ALL));
    assertThat(plan.scenarios())
        .isNotEmpty()
        .allSatisfy(
            scenario -> {
              Segment first = scenario.route().segments().get(0);
              assertThat(first.system()).isEqualTo(DEVICE.system());
              assertThat(first.lastLayer()).isGreaterThanOrEqualTo(5);
            });
    assertThat(plan.best(Strategy.ON_EDGE)).isEmpty();
  }

  @Test
  void onlyOneStrategy_isTheBestOfIt() {
    Plan all = PLANNER.plan(Question.fastest().results(Question.ALL));
    for (Strategy strategy : Strategy.values()) {
      Plan one = PLANNER.plan(Question.fastest().with(Constraint.only(strategy)).results(1));
      assertThat(one.best()).isEqualTo(all.best(strategy).orElseThrow());
    }
  }

  @Test
  void breakdown_sumsToTheLatency() {
    Scenario cut =
        PLANNER.plan(Question.fastest().with(Constraint.only(Strategy.CUT_WITH_TL))).best();
    Breakdown parts = cut.route().breakdown();
    assertThat(parts.totalNanos()).isEqualTo(cut.latencyNanos());
    assertThat(parts.conversionNanos()).isZero();
    assertThat(parts.deviceTlNanos()).isPositive();
  }

  @Test
  void outputsThatAreKeptAtACut_doNotComeBack() {
    Planner planner = new Planner(List.of(keeping(DEVICE, 7), keeping(EDGE, 7)), NETWORK);
    long answer = DEVICE.blocks().get(11).outputBytes();
    List<Hop> hops =
        planner.plan(Question.fastest().results(Question.ALL)).scenarios().stream()
            .flatMap(scenario -> scenario.route().hops().stream())
            .toList();
    assertThat(hops).extracting(hop -> hop.cut().block()).contains(6, 7, 11);
    assertThat(hops)
        .allSatisfy(
            hop ->
                assertThat(hop.payload().replyBytes())
                    .isEqualTo(hop.cut().block() < 7 ? answer : answer - 1_000));
    assertThat(planner.messagesFromOrigins())
        .extracting(Message::replyBytes)
        .contains(answer, answer - 1_000);
  }

  /** A profile of a model of which an output of 1,000 bytes is there from a cut on. */
  private static Profile keeping(Profile profile, int from) {
    return profile.withCuts(
        IntStream.range(0, profile.cuts().size())
            .mapToObj(i -> keeping(profile.cuts().get(i), i < from ? 0 : 1_000))
            .toList());
  }

  private static CutProfile keeping(CutProfile cut, long bytes) {
    return new CutProfile(
        cut.name(),
        cut.layer(),
        cut.bytes(),
        cut.tensors(),
        bytes,
        cut.conversion(),
        cut.transferLayers(),
        cut.typicalLayers(),
        cut.memory());
  }

  @Test
  void wholeModelTime_scalesTheBlocks() {
    Profile faster =
        new Profile(
            DEVICE.system(),
            DEVICE.model(),
            DEVICE.provenance(),
            DEVICE.blocks(),
            DEVICE.cuts(),
            new Timing(1_000_000, 1_000_000, 0, 10));
    Scenario alone = new Planner(List.of(faster), NETWORK).plan(Question.fastest()).best();
    assertThat(alone.latencyNanos()).isBetween(1_000_000L - 12, 1_000_000L + 12);
  }

  @Test
  void planFile_readBackEquals(@TempDir Path folder) {
    Question question =
        Question.fastest()
            .with(Constraint.deadline(10_000_000_000L))
            .with(Constraint.leastDepth(1))
            .with(new Constraint.AtMostShare(Tier.EDGE, 0.99))
            .with(new Constraint.CutTensors(2))
            .with(new Constraint.KnownInputLoss())
            .with(new Constraint.UploadLimit(Tier.DEVICE, 500_000))
            .with(Constraint.only(Strategy.CUT, Strategy.CUT_WITH_TL))
            .results(Question.ALL)
            .minimising(Objective.parse("latency=1,bytes=20"))
            .over(TransferModel.STEADY);
    Plan plan = PLANNER.plan(question);
    Path file = folder.resolve("new").resolve("plan.json");
    PlanFile.write(plan, file);
    assertThat(PlanFile.read(file)).isEqualTo(plan);
    assertThat(plan.scenarios()).isNotEmpty();
  }

  @Test
  void profilesThatDoNotBelongTogether_areRefused() {
    assertThatThrownBy(
            () -> new Planner(List.of(DEVICE, Profiles.random(Tier.EDGE, "box", 12, 8)), NETWORK))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("different models");
    Profile otherTable =
        new Profile(
            EDGE.system(),
            DEVICE.model(),
            EDGE.provenance(),
            EDGE.blocks().subList(0, 11),
            EDGE.cuts().subList(0, 11),
            EDGE.wholeModel());
    assertThatThrownBy(() -> new Planner(List.of(DEVICE, otherTable), NETWORK))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("different block tables");
    assertThatThrownBy(() -> new Planner(List.of(DEVICE, DEVICE), NETWORK))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("two profiles of one system");
    assertThatThrownBy(() -> new Planner(List.of(), NETWORK)).isInstanceOf(UsageException.class);
  }

  @Test
  void missingLink_isRefusedAndTheNearestNamed() {
    Network other = Network.of("pi4", "bax", new Link(1, 1));
    assertThatThrownBy(() -> new Planner(List.of(DEVICE, EDGE), other))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'pi4,box'")
        .hasMessageContaining("pi4,bax");
  }

  @Test
  void impossibleConstraint_isSaid() {
    Plan plan = PLANNER.plan(Question.fastest().with(Constraint.deadline(1)));
    assertThat(plan.scenarios()).isEmpty();
    assertThatThrownBy(plan::best)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("no scenario of random7 meets the constraints");
  }
}
