package org.scissionlite.plan.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.Tier;

class TierRuleTest {
  private static final List<String> SYSTEMS = List.of("2500", "vm2Core", "6700k(GPU)");

  private static TierRule parse(String criteria) {
    return TierRule.parse(Tier.EDGE, criteria, SYSTEMS, 22);
  }

  @Test
  void bothNegationMarks_meanTheSame() {
    assertThat(parse("3, !9,!vm2Core")).isEqualTo(parse("3,*9, *vm2Core"));
  }

  @Test
  void emptyTier_holdsTheLayerMinusOne() {
    assertThat(parse("-1").allowsLayers(-1, -1)).isTrue();
    assertThat(parse("-1").allowsLayers(0, 22)).isFalse();
    assertThat(parse("!-1").allowsLayers(-1, -1)).isFalse();
    assertThat(parse("").allowsLayers(-1, -1)).isTrue();
  }

  @Test
  void namingASystem_demandsABlock() {
    assertThat(parse("vm2Core").allowsLayers(-1, -1)).isFalse();
    assertThat(parse("!vm2Core").allowsLayers(-1, -1)).isFalse();
    assertThat(parse("!vm2Core").allowsSystem("vm2Core")).isFalse();
    assertThat(parse("vm2Core").allowsSystem("6700k(GPU)")).isFalse();
  }

  @Test
  void numberThatIsAlsoASystem_isALayer() {
    assertThat(parse("!2500").allowsSystem("2500")).isTrue();
    assertThat(parse("!2500").allowsLayers(0, 22)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5,!5", "-1,5", "-1,!-1", "vm2Core,!vm2Core", "-1,vm2Core"})
  void contradiction_isRefused(String criteria) {
    assertThatThrownBy(() -> parse(criteria))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("criteria of the edge contradict each other");
  }

  @Test
  void contradictionBetweenTiers_isRefused() {
    ReferenceQuestion question =
        ReferenceQuestion.anything().with(TierRule.parse(Tier.DEVICE, "10", List.of(), 22));
    assertThatThrownBy(() -> question.with(parse("10")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("layer 10 cannot be here");
    ReferenceQuestion nowhere =
        ReferenceQuestion.anything()
            .with(TierRule.parse(Tier.DEVICE, "-1", List.of(), 22))
            .with(parse("-1"));
    assertThatThrownBy(() -> nowhere.with(TierRule.parse(Tier.CLOUD, "-1", List.of(), 22)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nowhere");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "23;layer 23 is out of range; expected 0 to 22, or -1 for none; 22 is the nearest",
        "-2;layer -2 is out of range",
        "vm2core;unknown edge in its criteria 'vm2core'; valid, nearest first: vm2Core",
        "3,,4;unknown edge in its criteria ''"
      })
  void unknownSystemOrLayer_isRefusedAndTheNearestNamed(String criteria, String message) {
    assertThatThrownBy(() -> parse(criteria))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void timeLimits_takeSecondsOrPercent() {
    assertThat(TimeLimit.parse("0.5").allows(0.5, 10)).isTrue();
    assertThat(TimeLimit.parse("0.5").allows(0.6, 10)).isFalse();
    assertThat(TimeLimit.parse("30%").allows(3, 10)).isTrue();
    assertThat(TimeLimit.parse("30%").allows(3.1, 10)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"101%", "-1", "-5%", "NaN", "soon", "", "%", "Infinity"})
  void badTimeLimit_isRefused(String text) {
    assertThatThrownBy(() -> TimeLimit.parse(text)).isInstanceOf(UsageException.class);
  }

  @Test
  void badAmounts_areRefused() {
    ReferenceQuestion question = ReferenceQuestion.anything();
    assertThatThrownBy(() -> question.withUpload(Tier.DEVICE, "-0.1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("upload limit of the device");
    assertThatThrownBy(() -> question.withInput("big")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> question.results(0)).isInstanceOf(UsageException.class);
  }
}
