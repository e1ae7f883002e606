package org.scissionlite.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelRowsTest {
  private static final String LABEL = "8.16: after layer139 with pool2";

  @Test
  void nearLabels_standInDifferentRows() {
    LabelRows rows = new LabelRows();
    assertThat(rows.add(0.1, LABEL).row()).isZero();
    assertThat(rows.add(0.15, LABEL).row()).isEqualTo(1);
    assertThat(rows.add(0.2, LABEL).row()).isEqualTo(2);
    assertThat(rows.add(0.4, LABEL).row()).isZero();
  }

  @Test
  void labelThatWouldLeaveThePlot_standsLeftOfItsLine() {
    LabelRows rows = new LabelRows();
    assertThat(rows.add(0.5, LABEL).leftOfLine()).isFalse();
    LabelRows.Place last = rows.add(0.95, LABEL);
    assertThat(last.leftOfLine()).isTrue();
    assertThat(last.row()).isZero();
  }
}
