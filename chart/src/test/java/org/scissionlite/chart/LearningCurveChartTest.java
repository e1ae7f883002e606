package org.scissionlite.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.chart.LearningCurveChart.Epoch;

class LearningCurveChartTest {
  @Test
  void everyCurve_hasItsPanelAndItsName() {
    assertThat(chart(12, 400).picture().svg())
        .contains(
            "loss on the training images",
            "loss on the validation images",
            "accuracy (%)",
            "bytes an image",
            "kept epoch 7",
            "epoch");
  }

  @Test
  void bytesThatWereNotCounted_haveNoPanel() {
    assertThat(chart(12, 0).picture().svg()).doesNotContain("bytes an image");
  }

  @Test
  void oneEpoch_isDrawnToo() {
    assertThat(chart(1, 400).picture().svg()).contains("kept epoch 1", "bytes an image");
  }

  private static LearningCurveChart chart(int count, double bytes) {
    List<Epoch> epochs =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> new Epoch(i, 0.1 + 1.0 / i, 0.3 + 0.9 / i, 90 - 20.0 / i, bytes))
            .toList();
    return new LearningCurveChart(
        "resnet56: learning curves", "4,000 images", "accuracy (%)", epochs, Math.min(7, count));
  }
}
