package org.scissionlite.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.scissionlite.chart.RateAccuracyChart.Point;
import org.scissionlite.chart.RateAccuracyChart.Series;

class RateAccuracyChartTest {
  private static final RateAccuracyChart CHART =
      new RateAccuracyChart(
          "mobilenet: accuracy against bytes",
          "650 images",
          "top-1 (%)",
          77.2,
          List.of(
              new Series("conv_dw_6.q8", List.of(new Point(37_632, 77.0, 76.1, 78.0))),
              new Series(
                  "WebP",
                  List.of(new Point(3_000, 70, 67.5, 72), new Point(9_012, 76.3, 75.1, 77.6)))));

  @Test
  void legend_namesTheUncutModelAndEverySeries() {
    assertThat(CHART.picture().svg())
        .contains("uncut model, 77.2 %", "conv_dw_6.q8", "WebP", "bytes an image (mean)", "5000");
  }

  @Test
  void points_areDrawnInTheColoursOfTheirSeries() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(CHART.picture().png().array()));
    long vermillion = 0;
    for (int i = 0; i < Picture.WIDTH * Picture.HEIGHT; i++) {
      int rgb = image.getRGB(i % Picture.WIDTH, i / Picture.WIDTH);
      vermillion += rgb == ChartStyle.VERMILLION.getRGB() ? 1 : 0;
    }
    assertThat(vermillion).isGreaterThan(100);
  }
}
