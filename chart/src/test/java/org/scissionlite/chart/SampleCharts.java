package org.scissionlite.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Charts of a made-up network, of any number of blocks. */
final class SampleCharts {
  private SampleCharts() {}

  static CutChart cuts(int count) {
    List<StackedCut> cuts =
        IntStream.range(0, count).mapToObj(i -> cut(i, (double) i / count)).toList();
    return new CutChart(
        "DenseNet169, one cut between device and edge",
        "device 25 x slower than measured (emulated), 60 Mbit/s, 27.4 ms",
        cuts,
        List.of(
            new CutChart.Mark("best with TL", count / 10, true),
            new CutChart.Mark("best without TL", count / 3, false),
            new CutChart.Mark("best from layer 5 on", count / 2, true)),
        List.of(new CutChart.Level("device alone", 880), new CutChart.Level("edge alone", 146.2)));
  }

  private static StackedCut cut(int i, double share) {
    double transfer = 27.4 + 180 * (1 - share) * (1 + 0.5 * Math.sin(i / 3.0));
    return new StackedCut(
        "conv%d_block%d_concat".formatted(1 + i / 20, i % 20),
        880 * share,
        4,
        transfer,
        0.5,
        35 * (1 - share),
        true,
        880 * share + 27.4 + 4 * (transfer - 27.4) + 35 * (1 - share));
  }

  static TimelineChart timeline(int blocks) {
    List<TimelineChart.Step> steps = new ArrayList<>();
    for (int i = 0; i < blocks / 3; i++) {
      steps.add(step("conv2_block%d_concat".formatted(i), TimelineChart.Kind.DEVICE, 4));
    }
    steps.add(step("DeviceTL pool2", TimelineChart.Kind.DEVICE_TL, 2));
    steps.add(step("network, 158,828 bytes", TimelineChart.Kind.TRANSFER, 48.6));
    steps.add(step("EdgeTL pool2", TimelineChart.Kind.EDGE_TL, 1));
    for (int i = blocks / 3; i < blocks; i++) {
      steps.add(step("conv4_block%d_concat".formatted(i), TimelineChart.Kind.EDGE, 0.5));
    }
    return new TimelineChart("DenseNet169, cut after pool2", "60 Mbit/s, 27.4 ms", steps);
  }

  private static TimelineChart.Step step(String name, TimelineChart.Kind kind, double millis) {
    return new TimelineChart.Step(name, kind, millis);
  }

  static BandwidthChart bandwidth() {
    return new BandwidthChart(
        "DenseNet169, best latency by bandwidth",
        "round trip 27.4 ms",
        Stream.of(
                curve("device alone", 0, 880, 0),
                curve("edge alone", 1, 62, 4800),
                curve("cut without TL", 2, 120, 2600),
                curve("cut with TL", 3, 70, 1200),
                curve("cut with TL, from layer 5 on", 4, 90, 1500))
            .toList(),
        List.of(
            new BandwidthChart.Switch(1.5, "pool4_pool"),
            new BandwidthChart.Switch(1.9, "pool3_pool"),
            new BandwidthChart.Switch(2.4, "conv2_block3"),
            new BandwidthChart.Switch(12, "pool1"),
            new BandwidthChart.Switch(450, "edge alone")));
  }

  private static BandwidthChart.Curve curve(
      String name, int style, double fixed, double perMegabit) {
    List<BandwidthChart.Point> points =
        IntStream.rangeClosed(0, 60)
            .mapToObj(i -> Math.pow(10, i / 20.0))
            .map(rate -> new BandwidthChart.Point(rate, fixed + perMegabit / rate))
            .toList();
    return new BandwidthChart.Curve(name, style, points);
  }
}
