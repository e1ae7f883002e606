package org.scissionlite.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The best latency of every strategy against the link's bandwidth, and where the best one changes.
 *
 * @param title what the picture shows
 * @param subtitle the conditions
 * @param curves one a strategy, at most seven
 * @param switches where the best scenario changes, from the lowest bandwidth on
 */
public record BandwidthChart(
    String title, String subtitle, List<Curve> curves, List<Switch> switches) {
  private static final List<Color> COLOURS =
      List.of(
          ChartStyle.BLUE,
          ChartStyle.GREEN,
          ChartStyle.BLACK,
          ChartStyle.VERMILLION,
          ChartStyle.PURPLE,
          ChartStyle.ORANGE,
          ChartStyle.SKY);
  private static final List<float[]> DASHES =
      List.of(new float[] {1f, 0f}, new float[] {8f, 4f}, new float[] {2f, 3f});

  public BandwidthChart {
    curves = List.copyOf(curves);
    switches = List.copyOf(switches);
  }

  /**
   * A strategy's best latency at rising bandwidths.
   *
   * @param style from 0: its colour and dashes, so that a strategy looks the same in every picture
   */
  public record Curve(String strategy, int style, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** The best latency at one bandwidth. */
  public record Point(double megabitsPerSecond, double millis) {}

  /**
   * A bandwidth from which on another scenario is best.
   *
   * @param becomes the scenario that is best from here on
   */
  public record Switch(double megabitsPerSecond, String becomes) {}

  /** Draws the chart. */
  public Picture picture() {
    LegendItemCollection legend = new LegendItemCollection();
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(logAxis("bandwidth (Mbit/s)"));
    plot.setRangeAxis(logAxis("best latency (ms)"));
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlinePaint(ChartStyle.GRID);
    addCurves(plot, legend);
    addSwitches(plot);
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private static LogAxis logAxis(String label) {
    LogAxis axis = new LogTicks(label);
    ChartStyle.apply(axis);
    return axis;
  }

  private void addCurves(XYPlot plot, LegendItemCollection legend) {
    XYSeriesCollection series = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      XYSeries points = new XYSeries(curve.strategy());
      curve.points().forEach(point -> points.add(point.megabitsPerSecond(), point.millis()));
      series.addSeries(points);
      Color colour = COLOURS.get(curve.style() % COLOURS.size());
      BasicStroke stroke =
          new BasicStroke(
              2.5f,
              BasicStroke.CAP_BUTT,
              BasicStroke.JOIN_ROUND,
              1f,
              DASHES.get(curve.style() % 3),
              0f);
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesStroke(i, stroke);
      renderer.setDrawSeriesLineAsPath(true);
      ChartStyle.addLine(legend, curve.strategy(), stroke, colour);
    }
    plot.setDataset(series);
    plot.setRenderer(renderer);
  }

  /** Vertical lines; labels of near ones stand in different rows. */
  private void addSwitches(XYPlot plot) {
    LabelRows rows = new LabelRows();
    double least = bandwidths().min().orElse(1);
    double decades = Math.max(0.1, Math.log10(bandwidths().max().orElse(1) / least));
    for (Switch each : switches) {
      String label =
          String.format(Locale.ROOT, "%.3g: %s", each.megabitsPerSecond(), each.becomes());
      double share = Math.log10(each.megabitsPerSecond() / least) / decades;
      LabelRows.Place place = rows.add(share, label);
      ValueMarker marker =
          new ValueMarker(each.megabitsPerSecond(), ChartStyle.GREY, ChartStyle.dashed());
      marker.setLabel(label);
      marker.setLabelFont(ChartStyle.SMALL);
      marker.setLabelPaint(ChartStyle.BLACK);
      marker.setLabelBackgroundColor(Color.WHITE);
      marker.setLabelAnchor(
          place.leftOfLine() ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
      marker.setLabelTextAnchor(place.leftOfLine() ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
      marker.setLabelOffset(new RectangleInsets(4 + 16.0 * place.row(), 4, 4, 4));
      plot.addDomainMarker(marker);
    }
  }

  private DoubleStream bandwidths() {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .mapToDouble(Point::megabitsPerSecond);
  }
}
