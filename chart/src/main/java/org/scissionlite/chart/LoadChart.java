package org.scissionlite.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Latency over load: what answers took at each rate at which requests came, and where the edge can
 * do no more.
 *
 * @param title what the picture shows
 * @param subtitle on what it stands
 * @param points in the order of their rates
 * @param mostPerSecond answers a second when devices wait for nothing else
 */
public record LoadChart(String title, String subtitle, List<Point> points, double mostPerSecond) {
  /** The mark of the most lies within the picture. */
  private static final double BEYOND = 1.05;

  private static final Stroke DASHED =
      new BasicStroke(
          2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 5f}, 0f);

  public LoadChart {
    points = List.copyOf(points);
  }

  /**
   * A load.
   *
   * @param perSecond requests
   * @param p50Millis half of the answers were no slower
   * @param p95Millis 95 of 100 were no slower
   * @param p99Millis 99 of 100 were no slower
   * @param simulatedP99Millis the same as the simulation of queues has it
   */
  public record Point(
      double perSecond,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      double simulatedP99Millis) {}

  /** Draws the chart. */
  public Picture picture() {
    XYPlot plot = new XYPlot();
    LegendItemCollection legend = new LegendItemCollection();
    XYSeriesCollection lines = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    NumberAxis rates = ChartStyle.fromZero("requests a second");
    rates.setRange(0, BEYOND * mostPerSecond);
    plot.setDomainAxis(rates);
    plot.setRangeAxis(ChartStyle.fromZero("from request to answer (ms)"));
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlinesVisible(false);
    plot.setDataset(lines);
    plot.setRenderer(renderer);
    Lines all = new Lines(lines, renderer, legend);
    all.add("median", ChartStyle.BLUE, ChartStyle.LINE, points, Point::p50Millis);
    all.add("p95", ChartStyle.ORANGE, ChartStyle.LINE, points, Point::p95Millis);
    all.add("p99", ChartStyle.VERMILLION, ChartStyle.LINE, points, Point::p99Millis);
    all.add("p99, simulated", ChartStyle.BLACK, DASHED, points, Point::simulatedP99Millis);
    plot.addDomainMarker(most());
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private ValueMarker most() {
    ValueMarker marker = new ValueMarker(mostPerSecond, ChartStyle.GREY, ChartStyle.dashed());
    marker.setLabel("the most");
    marker.setLabelFont(ChartStyle.SMALL);
    marker.setLabelPaint(ChartStyle.BLACK);
    marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
    marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
    return marker;
  }

  private record Lines(
      XYSeriesCollection lines, XYLineAndShapeRenderer renderer, LegendItemCollection legend) {
    void add(
        String name,
        Color colour,
        Stroke stroke,
        List<Point> points,
        ToDoubleFunction<Point> millis) {
      XYSeries series = new XYSeries(name, false, true);
      points.forEach(point -> series.add(point.perSecond(), millis.applyAsDouble(point)));
      int index = lines.getSeriesCount();
      lines.addSeries(series);
      renderer.setSeriesPaint(index, colour);
      renderer.setSeriesStroke(index, stroke);
      ChartStyle.addLine(legend, name, stroke, colour);
    }
  }
}
