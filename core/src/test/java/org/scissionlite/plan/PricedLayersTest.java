package org.scissionlite.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Accuracies.CutAccuracy;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;

/** Layers of any parameters cost what the nearest of their kind does, and win only when known. */
class PricedLayersTest {
  private static final Network NETWORK = Network.of("d", "e", new Link(5, 10));
  private static final String CUT = "layer3";
  private static final String SPEC = "learned:c=48,s=2";

  @TempDir private Path folder;

  private final List<Profile> profiles =
      List.of(typical(Tier.DEVICE, "d", 1), typical(Tier.EDGE, "e", 1000));

  private static Profile typical(Tier tier, String name, long unit) {
    Profile profile = Profiles.random(tier, name, 6, 3);
    return new Profile(
        profile.system(),
        profile.model(),
        profile.provenance(),
        profile.blocks(),
        profile.cuts().stream().map(cut -> withTypical(cut, unit)).toList(),
        profile.wholeModel());
  }

  private static CutProfile withTypical(CutProfile cut, long unit) {
    return new CutProfile(
        cut.name(),
        cut.layer(),
        cut.bytes(),
        cut.tensors(),
        cut.conversion(),
        cut.transferLayers(),
        List.of(
            new LayerCost("learned:c=32,s=2", 0.9, time(3 * unit), time(5 * unit)),
            new LayerCost("learned:c=256,s=2", 0.9, time(70 * unit), time(90 * unit)),
            new LayerCost("transform", 0.9, time(unit), time(unit))),
        cut.memory());
  }

  private static Timing time(long nanos) {
    return new Timing(nanos, nanos, 0, 3);
  }

  private List<Hop> hops(Accuracies known) {
    Question all = Question.fastest().results(Question.ALL);
    return new Planner(profiles, NETWORK)
        .with(known).plan(all).scenarios().stream()
            .flatMap(scenario -> scenario.route().hops().stream())
            .filter(hop -> hop.payload().transferLayer().startsWith("learned"))
            .toList();
  }

  @Test
  void knownLayer_takesTheTimeOfTheNearestAndItsOwnBytes() {
    Accuracies known = new Accuracies(0.9, List.of(new CutAccuracy(CUT, SPEC, 0.89, 450L)));
    List<Hop> hops = hops(known);
    assertThat(hops).isNotEmpty().allMatch(hop -> hop.cut().name().equals(CUT));
    assertThat(hops).allMatch(hop -> hop.payload().wireBytes() == 450);
    assertThat(hops).allMatch(hop -> hop.time().sendNanos() == 3);
    assertThat(hops).allMatch(hop -> hop.time().receiveNanos() == 5_000);
  }

  @Test
  void layerWhoseBytesNobodyCounted_sendsAtMostWhatTheCutDoes() {
    List<Hop> hops = hops(new Accuracies(0.9, List.of(new CutAccuracy(CUT, SPEC, 0.89))));
    long plain =
        profiles.get(0).cuts().stream()
            .filter(cut -> cut.name().equals(CUT))
            .mapToLong(CutProfile::bytes)
            .sum();
    assertThat(hops).isNotEmpty().allMatch(hop -> hop.payload().wireBytes() == plain);
    assertThat(hops).noneMatch(hop -> hop.payload().hasKnownSize());
  }

  @Test
  void layersOfUnknownAccuracy_doNotCompete() {
    Question all = Question.fastest().results(Question.ALL);
    assertThat(new Planner(profiles, NETWORK).plan(all).scenarios())
        .extracting(Scenario::route)
        .flatExtracting(route -> route.hops())
        .noneMatch(hop -> hop.payload().transferLayer().startsWith("learned"));
  }

  @Test
  void kindThatNobodyMeasured_isRefused() {
    Accuracies pixels = new Accuracies(0.9, List.of(new CutAccuracy(CUT, "jpeg:q=85", 0.89)));
    assertThatThrownBy(() -> hops(pixels))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("jpeg:q=85");
  }

  @Test
  void bytesMayBeLeftOut_orTold() throws Exception {
    String row = "{\"cut\": \"layer3\", \"transferLayer\": \"q8\", \"accuracy\": 0.8%s}";
    String both = row.formatted("") + "," + row.replace("q8", "q4").formatted(", \"bytes\": 7");
    Path file =
        Files.writeString(
            folder.resolve("a.json"), "{\"model\": 0.9, \"cuts\": [%s]}".formatted(both));
    assertThat(Accuracies.read(file).cuts())
        .extracting(CutAccuracy::bytes)
        .containsExactly(null, 7L);
    Files.writeString(
        file, "{\"model\": 0.9, \"cuts\": [%s]}".formatted(row.formatted(", \"bytes\": -7")));
    assertThatThrownBy(() -> Accuracies.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("-7");
  }
}
