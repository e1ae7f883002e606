package org.scissionlite.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Link;

class GridLinksTest {
  private static final GridLinks LINKS =
      new GridLinks(
          Map.of(
              LinkSetting.HEADLINE, new Link(29.4, 57), new LinkSetting(1, 80), new Link(85, 0.9)));

  @Test
  void aProbedLink_isAsItWasFound() {
    assertThat(LINKS.of(LinkSetting.HEADLINE)).isEqualTo(new Link(29.4, 57));
  }

  @Test
  void anotherLink_isTheNearestOneMoved() {
    Link found = LINKS.of(new LinkSetting(200, 80));
    assertThat(found.megabitsPerSecond()).isCloseTo(190, within(1e-9));
    assertThat(found.roundTripMillis()).isCloseTo(82, within(1e-9));
    assertThat(found.window().restartMillis())
        .isCloseTo(new Link(29.4, 57).window().restartMillis() + 52.6, within(1e-9));
    assertThat(LINKS.of(new LinkSetting(1, 27.4)).megabitsPerSecond()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void aLink_isWrittenAsBandwidthAndRoundTrip() {
    assertThat(LinkSetting.parse("60:27.4")).isEqualTo(LinkSetting.HEADLINE);
    assertThat(LinkSetting.HEADLINE.id()).isEqualTo("60-27.4");
    assertThat(new LinkSetting(200, 5).words()).isEqualTo("200 Mbit/s, 5 ms");
    assertThatThrownBy(() -> LinkSetting.parse("60"))
        .isInstanceOf(UsageException.class)
        .hasMessage("link '60': expected MBIT:MS, such as 60:27.4");
    assertThatThrownBy(() -> LinkSetting.parse("0:5")).isInstanceOf(UsageException.class);
  }
}
