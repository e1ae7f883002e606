package org.scissionlite.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextTableTest {
  @Test
  void columnsOfNumbers_areAlignedRight_andOthersLeft() {
    String text =
        new TextTable("cut", "bytes", "share")
            .row("input", "150,528", "2.5 %")
            .row("pool1", "9", "-")
            .toString();
    assertThat(text)
        .isEqualTo(
            """
            cut      bytes  share
            ---------------------
            input  150,528  2.5 %
            pool1        9      -
            """);
  }

  /**
   * A plan of all ways has tens of thousands of rows: its text grows with them, not their square.
   */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void tensOfThousandsOfRows_areWrittenAtOnce() {
    TextTable table = new TextTable("way", "latency ms");
    for (int i = 0; i < 50_000; i++) {
      table.row("way " + i, i);
    }
    assertThat(table.toString().lines()).hasSize(50_002);
  }
}
