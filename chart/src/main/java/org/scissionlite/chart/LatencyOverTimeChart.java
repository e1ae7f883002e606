package org.scissionlite.chart;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The latency of every answer over the time, a point each, with the times shaded at which something
 * was wrong.
 *
 * @param title what the picture shows
 * @param subtitle on what it stands
 * @param series answers, by who gave them; at most four
 * @param spans when something was wrong
 * @param deadlineMillis a line that no point should cross
 */
public record LatencyOverTimeChart(
    String title, String subtitle, List<Series> series, List<Span> spans, double deadlineMillis) {
  private static final List<Color> POINTS =
      List.of(ChartStyle.BLUE, ChartStyle.GREEN, ChartStyle.PURPLE, ChartStyle.BLACK);
  private static final List<Color> SHADES =
      List.of(
          new Color(0xF6, 0xD5, 0xC4),
          new Color(0xFB, 0xE9, 0xC0),
          new Color(0xD6, 0xEA, 0xF8),
          new Color(0xE8, 0xDA, 0xEF),
          new Color(0xDD, 0xDD, 0xDD),
          new Color(0xD5, 0xF0, 0xDD),
          new Color(0xF7, 0xC6, 0xD8),
          new Color(0xBF, 0xE3, 0xE0),
          new Color(0xDF, 0xDF, 0xA8));
  private static final Shape DOT = new Ellipse2D.Double(-1.5, -1.5, 3, 3);
  private static final Shape LEGEND_DOT = new Ellipse2D.Double(-4, -4, 8, 8);

  public LatencyOverTimeChart {
    series = List.copyOf(series);
    spans = List.copyOf(spans);
  }

  /**
   * Answers of one kind.
   *
   * @param name for the legend
   */
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * An answer.
   *
   * @param seconds since the beginning
   * @param millis its latency
   */
  public record Point(double seconds, double millis) {}

  /**
   * A time at which something was wrong.
   *
   * @param name what; those of one name share a colour
   */
  public record Span(String name, double fromSeconds, double toSeconds) {}

  /** Draws the chart. */
  public Picture picture() {
    XYPlot plot = new XYPlot();
    LegendItemCollection legend = new LegendItemCollection();
    plot.setDomainAxis(ChartStyle.fromZero("time (s)"));
    plot.setRangeAxis(ChartStyle.millis("latency of the answer (ms)"));
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlinesVisible(false);
    addPoints(plot, legend);
    addSpans(plot, legend);
    plot.addRangeMarker(
        new ValueMarker(deadlineMillis, ChartStyle.VERMILLION, ChartStyle.dashed()));
    ChartStyle.addLine(legend, "deadline", ChartStyle.dashed(), ChartStyle.VERMILLION);
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private void addPoints(XYPlot plot, LegendItemCollection legend) {
    XYSeriesCollection all = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    for (int i = 0; i < series.size(); i++) {
      XYSeries points = new XYSeries(i, false, true);
      series.get(i).points().forEach(each -> points.add(each.seconds(), each.millis()));
      all.addSeries(points);
      Color colour = POINTS.get(i % POINTS.size());
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesShape(i, DOT);
      ChartStyle.addSymbol(legend, series.get(i).name(), LEGEND_DOT, colour);
    }
    plot.setDataset(all);
    plot.setRenderer(renderer);
  }

  private void addSpans(XYPlot plot, LegendItemCollection legend) {
    List<String> names = new ArrayList<>();
    for (Span span : spans) {
      if (!names.contains(span.name())) {
        names.add(span.name());
        ChartStyle.addBox(legend, span.name(), shade(names.size() - 1));
      }
      IntervalMarker shaded =
          new IntervalMarker(
              span.fromSeconds(), span.toSeconds(), shade(names.indexOf(span.name())));
      shaded.setAlpha(1);
      plot.addDomainMarker(shaded, Layer.BACKGROUND);
    }
  }

  private static Color shade(int kind) {
    return SHADES.get(kind % SHADES.size());
  }
}
