package org.scissionlite.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateOverTimeChartTest {
  @Test
  void everyLineAndChange_isNamedOnce() {
    RateOverTimeChart chart =
        new RateOverTimeChart(
            "Rates",
            "two lines",
            List.of(
                new RateOverTimeChart.Line(
                    "adaptive",
                    List.of(
                        new RateOverTimeChart.Point(0.5, 10), new RateOverTimeChart.Point(1.5, 8))),
                new RateOverTimeChart.Line("fixed", List.of(new RateOverTimeChart.Point(0.5, 10)))),
            List.of(new RateOverTimeChart.Change(1, "3 Mbit/s, 27 ms")));
    String svg = chart.picture().svg();
    for (String text : List.of("adaptive", "fixed", "3 Mbit/s, 27 ms")) {
      assertThat(svg.split(">" + text + "<", -1)).as(text).hasSize(2);
    }
    assertThat(svg).contains("time (s)").contains("images a second answered in time");
  }
}
