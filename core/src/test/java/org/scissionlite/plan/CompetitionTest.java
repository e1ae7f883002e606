package org.scissionlite.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Loss;
import org.scissionlite.link.Network;
import org.scissionlite.plan.analysis.CutSweep;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;

/** Which scenarios compete: systems, cuts of several tensors, transfer layers at the input. */
class CompetitionTest {
  private static final int BLOCKS = 8;
  private static final Profile DEVICE = Profiles.random(Tier.DEVICE, "d", BLOCKS, 3);
  private static final Profile EDGE = Profiles.random(Tier.EDGE, "e", BLOCKS, 3);
  private static final Profile CLOUD = Profiles.random(Tier.CLOUD, "c", BLOCKS, 3);
  private static final Network NETWORK = Profiles.network(List.of(DEVICE, EDGE, CLOUD), 3);
  private static final Question ALL = Question.fastest().results(Question.ALL);

  @Test
  void someSystems_planAsIfTheOthersWereNotThere() {
    Planner three = new Planner(List.of(DEVICE, EDGE, CLOUD), NETWORK);
    Plan expected = new Planner(List.of(DEVICE, CLOUD), NETWORK).plan(ALL);
    assertThat(three.among(Set.of(DEVICE.system(), CLOUD.system())).plan(ALL)).isEqualTo(expected);
    SystemId stranger = new SystemId(Tier.EDGE, "x");
    assertThatThrownBy(() -> three.among(Set.of(stranger)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'x'");
  }

  @Test
  void sweep_holdsTheFastestOfEveryCut() {
    Planner planner = new Planner(List.of(DEVICE, EDGE), NETWORK);
    Map<String, Scenario> sweep = CutSweep.of(planner, Question.fastest(), Strategy.CUT_WITH_TL);
    assertThat(sweep.keySet())
        .containsExactlyElementsOf(DEVICE.cuts().stream().skip(1).map(CutProfile::name).toList());
    for (Scenario scenario : planner.plan(ALL).scenarios()) {
      if (scenario.strategy() == Strategy.CUT_WITH_TL) {
        String cut = scenario.route().hops().get(0).cut().name();
        assertThat(sweep.get(cut).latencyNanos()).isLessThanOrEqualTo(scenario.latencyNanos());
      }
    }
  }

  @Test
  void cutsOfManyTensors_competeOnlyWhenTheyAreAllowed() {
    Planner planner = new Planner(List.of(withTensors(DEVICE), withTensors(EDGE)), NETWORK);
    for (int most = 1; most <= 3; most++) {
      int allowed = most;
      Plan plan = planner.plan(ALL.with(new Constraint.CutTensors(most)));
      assertThat(plan.scenarios())
          .flatExtracting(scenario -> scenario.route().hops())
          .extracting(hop -> hop.cut().block())
          .allMatch(block -> block == 0 || tensors(block) <= allowed)
          .contains(0, most);
    }
  }

  /** Cuts of 1, 2, 3, 1, 2, 3 ... tensors, the input of two. */
  private static Profile withTensors(Profile profile) {
    List<CutProfile> cuts =
        IntStream.range(0, profile.cuts().size())
            .mapToObj(
                i -> {
                  CutProfile cut = profile.cuts().get(i);
                  return new CutProfile(
                      cut.name(),
                      cut.layer(),
                      cut.bytes(),
                      i == 0 ? 2 : tensors(i),
                      cut.conversion(),
                      cut.transferLayers(),
                      cut.memory());
                })
            .toList();
    return new Profile(
        profile.system(),
        profile.model(),
        profile.provenance(),
        profile.blocks(),
        cuts,
        profile.wholeModel());
  }

  private static int tensors(int cut) {
    return 1 + (cut - 1) % 3;
  }

  @Test
  void lossyInput_competesOnlyWhereItsAccuracyIsKnown() {
    Planner planner = new Planner(List.of(DEVICE, EDGE), NETWORK);
    Question careful = ALL.with(new Constraint.KnownInputLoss());
    assertThat(inputSpecs(planner.plan(ALL))).contains("q8", "pool2+q8");
    assertThat(inputSpecs(planner.plan(careful))).containsExactly(Hop.NO_TL);
    Accuracies known =
        new Accuracies(0.75, List.of(new Accuracies.CutAccuracy("input", "q8", 0.74)));
    Plan plan = planner.with(known).plan(careful);
    assertThat(inputSpecs(plan)).containsExactlyInAnyOrder(Hop.NO_TL, "q8");
    assertThat(plan.scenarios().stream().filter(s -> s.strategy() == Strategy.CUT_WITH_TL))
        .isNotEmpty();
  }

  private static List<String> inputSpecs(Plan plan) {
    return plan.scenarios().stream()
        .filter(scenario -> scenario.strategy() == Strategy.ON_EDGE)
        .map(scenario -> scenario.route().hops().get(0).payload().transferLayer())
        .toList();
  }

  @Test
  void losses_tellWhatIsKnownOfAccuracy() {
    Accuracies known =
        new Accuracies(0.75, List.of(new Accuracies.CutAccuracy("layer3", "q8", 0.74)));
    Plan plan = new Planner(List.of(DEVICE, EDGE), NETWORK).with(known).plan(ALL);
    for (int i = 0; i < plan.scenarios().size(); i++) {
      Optional<Loss> loss = plan.losses().get(i);
      Scenario scenario = plan.scenarios().get(i);
      if (scenario.route().hops().stream().noneMatch(Hop::hasTransferLayer)) {
        assertThat(loss).contains(Loss.NONE);
      } else {
        Hop hop = scenario.route().hops().get(0);
        boolean measured =
            hop.cut().name().equals("layer3") && hop.payload().transferLayer().equals("q8");
        assertThat(loss.isPresent()).isEqualTo(measured);
      }
    }
  }
}
