package org.scissionlite.plan.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.BruteForce;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.Profiles;
import org.scissionlite.plan.question.Similarities.CutSimilarity;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;

class SimilaritiesTest {
  private static final double LIMIT = 0.5;

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void limit_equalsBruteForceOverWhatLeavesTheDevice(long seed) {
    List<Profile> profiles =
        List.of(
            Profiles.random(Tier.DEVICE, "d1", 5, seed),
            Profiles.random(Tier.EDGE, "e1", 5, seed),
            Profiles.random(Tier.CLOUD, "c1", 5, seed));
    Similarities known = measured(profiles.get(0));
    Planner planner = new Planner(profiles, Profiles.network(profiles, seed));
    Question question =
        Question.fastest().with(new Constraint.MostSimilar(LIMIT, known)).results(Question.ALL);

    double best =
        BruteForce.routes(profiles, Profiles.network(profiles, seed), TransferModel.AFTER_IDLE)
            .stream()
            .filter(route -> route.hops().isEmpty() || ssim(known, route.hops().get(0)) <= LIMIT)
            .mapToDouble(route -> route.cost(Metric.LATENCY))
            .min()
            .orElseThrow();

    Plan plan = planner.plan(question);
    assertThat((double) plan.best().latencyNanos()).isCloseTo(best, within(1.0));
    assertThat(plan.scenarios())
        .allMatch(
            each ->
                each.route().hops().isEmpty() || ssim(known, each.route().hops().get(0)) <= LIMIT);
  }

  /** Every second cut was measured; early cuts show more. */
  private static Similarities measured(Profile profile) {
    List<CutSimilarity> cuts = new ArrayList<>();
    for (int i = 0; i < profile.cuts().size(); i += 2) {
      CutProfile cut = profile.cuts().get(i);
      double ssim = 0.9 - 0.2 * i;
      cuts.add(new CutSimilarity(cut.name(), Hop.NO_TL, ssim));
      cut.transferLayers()
          .forEach(layer -> cuts.add(new CutSimilarity(cut.name(), layer.spec(), ssim)));
    }
    return new Similarities(cuts);
  }

  private static double ssim(Similarities known, Hop hop) {
    return known.of(hop.cut().name(), hop.payload().transferLayer()).orElse(2);
  }

  @Test
  void fileOfEvaluate_isReadWithoutTheFieldsThatOnlyPeopleNeed() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("privacy.json"),
            """
            {"schemaVersion": 1, "model": "m", "cuts": [
              {"cut": "a", "transferLayer": "pool2", "ssim": 0.25, "knownImages": 3, "rows": []}]}
            """);
    Similarities read = Similarities.read(file);
    assertThat(read.of("a", "pool2")).hasValue(0.25);
    assertThat(read.of("a", "q8")).isEmpty();
    assertThat(read.of("b", "pool2")).isEmpty();
  }

  @Test
  void impossibleNumbers_areRefused() {
    assertThatThrownBy(() -> new CutSimilarity("a", "q8", Double.NaN))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("similarity of a.q8: expected -1 to 1");
    assertThatThrownBy(() -> new Constraint.MostSimilar(1.5, new Similarities(List.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected 0 to 1, got 1.5; 1 is the nearest");
  }
}
