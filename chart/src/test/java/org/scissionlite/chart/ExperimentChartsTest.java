package org.scissionlite.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.chart.PredictedMeasuredChart.Across;
import org.scissionlite.chart.PredictedMeasuredChart.Curve;
import org.scissionlite.chart.PredictedMeasuredChart.Point;

class ExperimentChartsTest {
  private static final Curve ALONE =
      Curve.of(
          "device alone",
          0,
          List.of(new Point(1, 900), new Point(60, 900)),
          List.of(new Point(60, 920)));

  @Test
  void predictions_areLinesAndMeasurementsSymbols() {
    Curve unmeasured = Curve.of("device alone", 0, ALONE.predicted(), List.of());
    String with = chart(ALONE).svg();
    String without = chart(unmeasured).svg();
    assertThat(with).contains("device alone").contains("bandwidth (Mbit/s)").contains("latency");
    assertThat(with.length()).isGreaterThan(without.length());
  }

  @Test
  void aStrategyThatWasOnlyMeasured_isDrawn() {
    Curve measured = Curve.of("ours", 6, List.of(), List.of(new Point(60, 60)));
    assertThat(chart(measured).png().remaining()).isPositive();
  }

  private static Picture chart(Curve curve) {
    return new PredictedMeasuredChart(
            "DenseNet169", "60 Mbit/s", new Across("bandwidth (Mbit/s)", true), List.of(curve))
        .picture();
  }

  @Test
  void theMap_writesTheWinnerIntoEachField() {
    WinnerMap map =
        new WinnerMap(
            "DenseNet169: who wins",
            "TX2",
            List.of("1", "60"),
            List.of("5", "27.4"),
            List.of("device alone", "cut with our TL"),
            List.of(
                new WinnerMap.Field(0, 1, 0, true, List.of("920 ms")),
                new WinnerMap.Field(1, 1, 1, false, List.of("60 ms, 15.3 x", "pool1"))));
    assertThat(map.picture().svg())
        .contains("920 ms", "60 ms, 15.3 x", "pool1", "device alone", "cut with our TL")
        .contains("round trip (ms)");
  }
}
