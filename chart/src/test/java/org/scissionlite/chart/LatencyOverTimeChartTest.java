package org.scissionlite.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LatencyOverTimeChartTest {
  private static final LatencyOverTimeChart CHART =
      new LatencyOverTimeChart(
          "10 answers",
          "one fault",
          List.of(
              new LatencyOverTimeChart.Series(
                  "edge", List.of(new LatencyOverTimeChart.Point(1, 40))),
              new LatencyOverTimeChart.Series(
                  "device", List.of(new LatencyOverTimeChart.Point(12, 400)))),
          List.of(
              new LatencyOverTimeChart.Span("link cut", 4, 6),
              new LatencyOverTimeChart.Span("edge killed", 7, 8),
              new LatencyOverTimeChart.Span("link cut", 9, 10)),
          500);

  @Test
  void everySeriesAndKindOfFault_isNamedOnce() {
    String svg = CHART.picture().svg();
    for (String text : List.of("edge", "device", "link cut", "edge killed", "deadline")) {
      assertThat(svg.split(">" + text + "<", -1)).as(text).hasSize(2);
    }
    assertThat(svg).contains("time (s)").contains("latency of the answer (ms)");
  }

  @Test
  void faults_areShadedAsWideAsTheyLast() throws Exception {
    byte[] png = CHART.picture().png().array();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    Map<Integer, Integer> colours = new HashMap<>();
    int row = Picture.HEIGHT * 2 / 3 + 3;
    for (int x = 0; x < Picture.WIDTH; x++) {
      colours.merge(image.getRGB(x, row), 1, Integer::sum);
    }
    int cut = colours.get(0xFFF6D5C4);
    int killed = colours.get(0xFFFBE9C0);
    assertThat((double) cut / killed).isBetween(2.7, 3.3);
  }
}
