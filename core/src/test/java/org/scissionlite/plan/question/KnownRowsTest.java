package org.scissionlite.plan.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Network;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.Profiles;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/** What was measured elsewhere is found whatever way its spec is written, or refused by name. */
class KnownRowsTest {
  private static final Network NETWORK = Network.of("d", "e", new org.scissionlite.link.Link(5, 9));

  @TempDir private Path home;

  /** Every "pool2" is a transform instead. */
  private static Profile profile(Tier tier, String name) {
    return Profiles.withLayers(
        Profiles.random(tier, name, 6, 3),
        layer ->
            layer.spec().equals("pool2")
                ? new TransferLayerProfile(
                    " transform:weights=1, step=1",
                    WireSize.fixed(900),
                    layer.deviceTL(),
                    layer.edgeTL())
                : layer);
  }

  private static Planner planner() {
    return new Planner(List.of(profile(Tier.DEVICE, "d"), profile(Tier.EDGE, "e")), NETWORK);
  }

  private static Plan plan(Planner planner, Constraint constraint) {
    return planner.plan(Question.fastest().with(constraint).results(Question.ALL));
  }

  private Accuracies accuracies(String cut, String transferLayer) throws IOException {
    Path file = home.resolve("accuracies.json");
    Files.writeString(
        file,
        """
        {"model": 0.83, "cuts": [{"cut": "%s", "transferLayer": "%s", "accuracy": 0.82}]}
        """
            .formatted(cut, transferLayer));
    return Accuracies.read(file);
  }

  @Test
  void accuracies_areFoundUnderEverySpellingOfTheSpec() throws IOException {
    for (String spec :
        List.of(
            "transform:step=1,weights=1",
            "transform:step=1.0,tile=16,weights=1.0",
            "none+transform: weights = 1e0 ,correction=on")) {
      Planner planner = planner().with(accuracies("layer3", spec));
      assertThat(plan(planner, new Constraint.AccuracyFloor(0.815)).scenarios())
          .as(spec)
          .flatExtracting(scenario -> scenario.route().hops())
          .extracting(hop -> hop.payload().transferLayer())
          .contains("transform:step=1.0,weights=1.0");
    }
  }

  @Test
  void similarities_areFoundUnderEverySpellingOfTheSpec() {
    Similarities known =
        new Similarities(
            List.of(
                new Similarities.CutSimilarity("layer3", "transform:step=1,weights=1.00", 0.2)));
    assertThat(plan(planner(), new Constraint.MostSimilar(0.3, known)).scenarios())
        .extracting(scenario -> scenario.route().hops().size())
        .contains(1);
  }

  @Test
  void rowsThatMatchNothing_areRefusedWithTheNearest() throws IOException {
    Accuracies otherStep = accuracies("layer3", "transform:step=2,weights=1");
    assertThatThrownBy(() -> planner().with(otherStep))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("accuracies: unknown transfer layer at cut 'layer3'")
        .hasMessageContaining("'transform:step=2.0,weights=1.0'")
        .hasMessageContaining("nearest first: transform:step=1.0,weights=1.0");
    Accuracies otherCut = accuracies("layer33", "q8");
    assertThatThrownBy(() -> planner().with(otherCut))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("accuracies: unknown cut 'layer33'; valid, nearest first: layer3");
    Similarities known =
        new Similarities(List.of(new Similarities.CutSimilarity("layer3", "pool3", 0.2)));
    Question question = Question.fastest().with(new Constraint.MostSimilar(0.3, known));
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable asked :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> planner().plan(question), () -> planner().front(question))) {
      assertThatThrownBy(asked)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("similarities: unknown transfer layer at cut 'layer3'");
    }
  }

  @Test
  void accuracyGivenTwice_isRefused() {
    Accuracies.CutAccuracy one = new Accuracies.CutAccuracy("layer3", "transform", 0.7);
    Accuracies.CutAccuracy same = new Accuracies.CutAccuracy("layer3", "transform:step=1", 0.8);
    assertThatThrownBy(() -> new Accuracies(0.83, List.of(one, same)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("layer3.transform:step=1.0 is given twice");
  }
}
