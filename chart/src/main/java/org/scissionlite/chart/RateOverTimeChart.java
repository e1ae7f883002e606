package org.scissionlite.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How many images a second are answered over the time, a line for each way to run them, with marks
 * where something has changed.
 *
 * @param title what the picture shows
 * @param subtitle on what it stands
 * @param lines the most important first, which is drawn thick; at most seven
 * @param changes in the order of time
 */
public record RateOverTimeChart(
    String title, String subtitle, List<Line> lines, List<Change> changes) {
  private static final List<Color> COLOURS =
      List.of(
          ChartStyle.BLUE,
          ChartStyle.BLACK,
          ChartStyle.ORANGE,
          ChartStyle.GREEN,
          ChartStyle.PURPLE,
          ChartStyle.SKY,
          ChartStyle.VERMILLION);
  private static final Stroke THICK =
      new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  public RateOverTimeChart {
    lines = List.copyOf(lines);
    changes = List.copyOf(changes);
  }

  /**
   * One way to run the images.
   *
   * @param name for the legend
   */
  public record Line(String name, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * A rate at a time.
   *
   * @param seconds since the beginning
   * @param rate images a second
   */
  public record Point(double seconds, double rate) {}

  /**
   * Something has changed.
   *
   * @param seconds since the beginning
   * @param words what it is from then on
   */
  public record Change(double seconds, String words) {}

  /** Draws the chart. */
  public Picture picture() {
    XYPlot plot = new XYPlot();
    LegendItemCollection legend = new LegendItemCollection();
    plot.setDomainAxis(ChartStyle.fromZero("time (s)"));
    plot.setRangeAxis(ChartStyle.fromZero("images a second answered in time"));
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlinesVisible(false);
    addLines(plot, legend);
    changes.forEach(change -> plot.addDomainMarker(marker(change)));
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private void addLines(XYPlot plot, LegendItemCollection legend) {
    XYSeriesCollection all = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (int i = 0; i < lines.size(); i++) {
      XYSeries points = new XYSeries(i, false, true);
      lines.get(i).points().forEach(each -> points.add(each.seconds(), each.rate()));
      all.addSeries(points);
      Color colour = COLOURS.get(i % COLOURS.size());
      Stroke stroke = i == 0 ? THICK : ChartStyle.LINE;
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesStroke(i, stroke);
      ChartStyle.addLine(legend, lines.get(i).name(), stroke, colour);
    }
    plot.setDataset(all);
    plot.setRenderer(renderer);
  }

  private static ValueMarker marker(Change change) {
    ValueMarker marker = new ValueMarker(change.seconds(), ChartStyle.GREY, ChartStyle.dashed());
    marker.setLabel(change.words());
    marker.setLabelFont(ChartStyle.SMALL);
    marker.setLabelPaint(ChartStyle.BLACK);
    marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    return marker;
  }
}
