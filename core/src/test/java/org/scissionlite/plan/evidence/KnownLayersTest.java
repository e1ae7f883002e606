package org.scissionlite.plan.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Loss;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.evidence.Measurements;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.Profiles;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;
import org.scissionlite.transfer.spec.TransferLayers;

/** Profiles of 6 cuts, "layer3" and "layer5" with transforms of the steps 0.5 and 2. */
class KnownLayersTest {
  private static final Network NETWORK = Network.of("d", "e", new Link(5, 9));
  private static final List<Profile> PROFILES =
      List.of(profile(Tier.DEVICE, "d"), profile(Tier.EDGE, "e"));

  private static Profile profile(Tier tier, String name) {
    Profile random = Profiles.random(tier, name, 6, 3);
    return random.withCuts(random.cuts().stream().map(KnownLayersTest::withTransforms).toList());
  }

  private static CutProfile withTransforms(CutProfile cut) {
    return cut.layer() == 3 || cut.layer() == 5
        ? cut.withLayer(transform("transform:step=0.5", 50))
            .withLayer(transform("transform:step=2", 20))
        : cut;
  }

  private static TransferLayerProfile transform(String spec, long nanos) {
    Timing timing = new Timing(nanos, nanos, 0, 5);
    return new TransferLayerProfile(spec, new WireSize.AtMost(9000), timing, timing);
  }

  private static KnownLayers known(Measurement... measurements) {
    return KnownLayers.of(PROFILES, evidence(measurements));
  }

  private static Evidence evidence(Measurement... measurements) {
    return Evidence.of("random3", "0".repeat(64), List.of(measurements));
  }

  private static TransferLayerProfile layer(KnownLayers known, String cut, String spec) {
    return known.profiles().get(0).cuts().stream()
        .filter(each -> each.name().equals(cut))
        .flatMap(each -> each.transferLayers().stream())
        .filter(each -> each.spec().equals(spec))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void layerOfOtherParameters_takesTheTimesOfTheNearestOfItsFamily() {
    KnownLayers known =
        known(Measurements.of("layer3", "transform:step=1.5", ImageUse.TEST, 700.4, 2));
    TransferLayerProfile joined = layer(known, "layer3", "transform:step=1.5");
    assertThat(joined.deviceTL().medianNanos()).isEqualTo(20);
    assertThat(joined.size()).isEqualTo(new WireSize.Measured(700, 1401, 1401, 200));
    assertThat(known.unpriced()).isEmpty();
  }

  @Test
  void layerOfATypicalFamily_takesTheTimesOfTheNearest() {
    LayerCost small = cost("learned:c=32,s=2", 3);
    LayerCost large = cost("learned:c=256,s=2", 70);
    List<Profile> profiles =
        PROFILES.stream()
            .map(
                profile ->
                    profile.withCuts(
                        profile.cuts().stream()
                            .map(cut -> withTypical(cut, List.of(large, small)))
                            .toList()))
            .toList();
    Measurement measured = Measurements.of("layer1", "learned:c=48,s=2", ImageUse.TEST, 450, 2);
    KnownLayers known = KnownLayers.of(profiles, evidence(measured));
    TransferLayerProfile joined =
        layer(known, "layer1", TransferLayers.canonical("learned:c=48,s=2"));
    assertThat(joined.deviceTL().medianNanos()).isEqualTo(3);
    assertThat(joined.size().expectedBytes()).isEqualTo(450);
  }

  private static LayerCost cost(String spec, long nanos) {
    Timing timing = new Timing(nanos, nanos, 0, 5);
    return new LayerCost(spec, 0.9, timing, timing);
  }

  private static CutProfile withTypical(CutProfile cut, List<LayerCost> typical) {
    return new CutProfile(
        cut.name(),
        cut.layer(),
        cut.bytes(),
        cut.tensors(),
        cut.keptBytes(),
        cut.conversion(),
        cut.transferLayers(),
        typical,
        cut.memory());
  }

  @Test
  void plan_countsTheMeasuredBytesAndLoss() {
    KnownLayers known =
        known(
            Measurements.of("layer3", "transform:step=1.5", ImageUse.CHOICE, 600, 0),
            Measurements.of("layer3", "transform:step=1.5", ImageUse.CONFIRMATION, 700, 4));
    Plan plan =
        new Planner(known.profiles(), NETWORK)
            .with(known.accuracies())
            .plan(
                Question.fastest().with(new Constraint.AccuracyFloor(0.87)).results(Question.ALL));
    List<Integer> places =
        Stream.iterate(0, i -> i < plan.scenarios().size(), i -> i + 1)
            .filter(
                i ->
                    plan.scenarios().get(i).route().hops().stream().anyMatch(Hop::hasTransferLayer))
            .toList();
    assertThat(places).hasSize(1);
    assertThat(plan.scenarios().get(places.get(0)).wireBytes()).isEqualTo(700);
    Loss loss = plan.losses().get(places.get(0)).orElseThrow();
    assertThat(loss.share()).isCloseTo(0.02, within(1e-12));
    assertThat(loss.images()).isEqualTo(200);
    assertThat(loss.use()).isEqualTo(ImageUse.CONFIRMATION);
    assertThat(loss.low()).isLessThan(0.02);
    assertThat(known.accuracies().model()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void layerWhoseFamilyWasNotBenchmarked_isNamedAndLeftOut() {
    KnownLayers known = known(Measurements.of("layer1", "transform:step=1", ImageUse.TEST, 700, 2));
    assertThat(known.unpriced())
        .containsExactly(
            "transform:step=1.0 at cut 'layer1' of device 'd'",
            "transform:step=1.0 at cut 'layer1' of edge 'e'");
    assertThat(known.accuracies().cuts()).isEmpty();
    assertThat(known.profiles()).isEqualTo(PROFILES);
  }

  @Test
  void privacyOfTheEvidence_limitsThePlan() {
    KnownLayers known =
        known(
            Measurements.privacy("layer3", "none", 0.8),
            Measurements.privacy("layer5", "none", 0.2));
    Plan plan =
        new Planner(known.profiles(), NETWORK)
            .plan(
                Question.fastest()
                    .with(new Constraint.MostSimilar(0.5, known.similarities()))
                    .results(Question.ALL));
    assertThat(plan.scenarios())
        .flatExtracting(scenario -> scenario.route().hops())
        .isNotEmpty()
        .allMatch(hop -> hop.cut().name().equals("layer5"));
  }

  @Test
  void cutThatTheProfilesLack_isRefusedByName() {
    assertThatThrownBy(() -> known(Measurements.of("layer4", "q8", ImageUse.TEST, 7, 0)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("evidence: unknown cut 'layer4'; valid, nearest first: layer");
  }

  @Test
  void evidenceOfAnotherModel_isRefused() {
    Evidence other = Evidence.of("random3", "1".repeat(64), List.of());
    assertThatThrownBy(() -> KnownLayers.of(PROFILES, other))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("SHA-256 111111111111, not of 'random3' with 000000000000");
  }

  @Test
  void sizeThatFollowsFromTheShape_staysAsItIs() {
    KnownLayers known = known(Measurements.of("layer3", "q8", ImageUse.TEST, 7, 0));
    assertThat(layer(known, "layer3", "q8").size()).isInstanceOf(WireSize.Fixed.class);
  }
}
