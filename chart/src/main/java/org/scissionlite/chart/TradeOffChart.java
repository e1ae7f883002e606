package org.scissionlite.chart;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Latency against the accuracy lost, a point for each way to run a model, as large as it sends
 * bytes. What a limit forbids is shaded; points far beyond the limit of the loss stand at the edge.
 *
 * @param title what the picture shows
 * @param subtitle on what it stands
 * @param series kinds of ways
 * @param front the ways that none beats in both, the fastest first
 * @param maxLossPoints the limit of the loss, above 0
 * @param deadlineMillis the limit of the latency, if there is one
 */
public record TradeOffChart(
    String title,
    String subtitle,
    List<Series> series,
    List<Point> front,
    double maxLossPoints,
    OptionalDouble deadlineMillis) {
  private static final List<Color> COLOURS =
      List.of(
          ChartStyle.VERMILLION,
          ChartStyle.BLUE,
          ChartStyle.GREEN,
          ChartStyle.PURPLE,
          ChartStyle.GRID);
  private static final Color FORBIDDEN = new Color(0xF4, 0xE4, 0xDC);

  /** How many times the limit of the loss the picture shows. */
  private static final double SHOWN = 3;

  private static final double FAR = 1e9;

  public TradeOffChart {
    series = List.copyOf(series);
    front = List.copyOf(front);
  }

  /**
   * One kind of ways.
   *
   * @param name for the legend
   */
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * A way to run the model.
   *
   * @param millis latency, above 0
   * @param lossPoints accuracy lost; negative where some is gained
   */
  public record Point(double millis, double lossPoints, long bytes) {}

  /** Draws the chart. */
  public Picture picture() {
    XYPlot plot = new XYPlot();
    LegendItemCollection legend = new LegendItemCollection();
    LogTicks millis = new LogTicks("latency (ms)");
    millis.setLowerMargin(0.05);
    millis.setUpperMargin(0.05);
    ChartStyle.apply(millis);
    plot.setDomainAxis(millis);
    plot.setRangeAxis(lossAxis());
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlinePaint(ChartStyle.GRID);
    shade(plot);
    ChartStyle.addBox(legend, "beyond a limit", FORBIDDEN);
    addFront(plot, legend);
    addPoints(plot, legend);
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private NumberAxis lossAxis() {
    NumberAxis axis = new NumberAxis("accuracy lost (points)");
    axis.setInverted(true);
    axis.setRange(-maxLossPoints, SHOWN * maxLossPoints * 1.05);
    ChartStyle.apply(axis);
    return axis;
  }

  private void shade(XYPlot plot) {
    plot.addRangeMarker(new IntervalMarker(maxLossPoints, FAR, FORBIDDEN), Layer.BACKGROUND);
    deadlineMillis.ifPresent(
        deadline ->
            plot.addDomainMarker(new IntervalMarker(deadline, FAR, FORBIDDEN), Layer.BACKGROUND));
  }

  private void addFront(XYPlot plot, LegendItemCollection legend) {
    XYSeries line = new XYSeries("front", false, true);
    front.forEach(point -> line.add(point.millis(), shown(point)));
    XYStepRenderer renderer = new XYStepRenderer();
    renderer.setSeriesPaint(0, ChartStyle.BLACK);
    renderer.setSeriesStroke(0, ChartStyle.dashed());
    plot.setDataset(1, new XYSeriesCollection(line));
    plot.setRenderer(1, renderer);
    ChartStyle.addLine(legend, "front", ChartStyle.dashed(), ChartStyle.BLACK);
  }

  private void addPoints(XYPlot plot, LegendItemCollection legend) {
    XYSeriesCollection all = new XYSeriesCollection();
    for (int i = 0; i < series.size(); i++) {
      XYSeries points = new XYSeries(i, false, true);
      series.get(i).points().forEach(point -> points.add(point.millis(), shown(point)));
      all.addSeries(points);
    }
    Bubbles bubbles = new Bubbles(series);
    for (int i = 0; i < series.size(); i++) {
      Color colour = COLOURS.get(i % COLOURS.size());
      bubbles.setSeriesPaint(i, colour);
      ChartStyle.addSymbol(legend, series.get(i).name(), circle(5), colour);
    }
    plot.setDataset(0, all);
    plot.setRenderer(0, bubbles);
  }

  private double shown(Point point) {
    return Math.max(-maxLossPoints, Math.min(SHOWN * maxLossPoints, point.lossPoints()));
  }

  private static Shape circle(double radius) {
    return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
  }

  /** Points as large as the bytes: the radius grows by 2.5 with each factor of 10 above 100. */
  private static final class Bubbles extends XYLineAndShapeRenderer {
    private static final long serialVersionUID = 1;

    private final transient List<Series> series;

    Bubbles(List<Series> series) {
      super(false, true);
      this.series = series;
    }

    @Override
    public Shape getItemShape(int row, int column) {
      long bytes = series.get(row).points().get(column).bytes();
      return circle(3.5 + 2.5 * Math.log10(1 + bytes / 100.0));
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
