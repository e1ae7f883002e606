package org.scissionlite.chart;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Accuracy against the bytes an image: slices as single points, pictures as curves over their
 * qualities, each with the 95 % interval of its difference to the uncut model.
 *
 * @param title what the picture shows
 * @param subtitle the images and their number
 * @param score what the vertical axis shows, such as "top-1 (%)"
 * @param uncutPercent the uncut model's score
 * @param series slices and pictures
 */
public record RateAccuracyChart(
    String title, String subtitle, String score, double uncutPercent, List<Series> series) {
  private static final List<Color> COLOURS =
      List.of(
          ChartStyle.VERMILLION,
          ChartStyle.BLUE,
          ChartStyle.GREEN,
          ChartStyle.PURPLE,
          ChartStyle.ORANGE,
          ChartStyle.SKY);
  private static final List<Shape> SYMBOLS =
      List.of(
          ShapeUtils.createDiamond(6),
          ShapeUtils.createUpTriangle(5),
          ShapeUtils.createDownTriangle(5),
          ShapeUtils.createDiagonalCross(4, 1.5f),
          ShapeUtils.createRegularCross(5, 1.5f));

  public RateAccuracyChart {
    series = List.copyOf(series);
  }

  /**
   * One way to send, at one or more rates.
   *
   * @param name for the legend
   * @param points joined by a line where there are several, from the fewest bytes on
   */
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * Mean bytes an image, and the score with the ends of its interval.
   *
   * @param bytes more than 0
   */
  public record Point(double bytes, double percent, double lowPercent, double highPercent) {}

  /** Draws the chart. */
  public Picture picture() {
    LegendItemCollection legend = new LegendItemCollection();
    XYPlot plot = new XYPlot();
    LogAxis bytes = new LogTicks("bytes an image (mean)");
    bytes.setLowerMargin(0.05);
    bytes.setUpperMargin(0.05);
    ChartStyle.apply(bytes);
    plot.setDomainAxis(bytes);
    plot.setRangeAxis(percentAxis());
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlinePaint(ChartStyle.GRID);
    addUncut(plot, legend);
    addSeries(plot, legend);
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private NumberAxis percentAxis() {
    NumberAxis axis = new NumberAxis(score);
    axis.setAutoRangeIncludesZero(false);
    ChartStyle.apply(axis);
    return axis;
  }

  private void addUncut(XYPlot plot, LegendItemCollection legend) {
    plot.addRangeMarker(new ValueMarker(uncutPercent, ChartStyle.BLACK, ChartStyle.dashed()));
    String label = String.format(Locale.ROOT, "uncut model, %.1f %%", uncutPercent);
    ChartStyle.addLine(legend, label, ChartStyle.dashed(), ChartStyle.BLACK);
  }

  private void addSeries(XYPlot plot, LegendItemCollection legend) {
    XYIntervalSeriesCollection all = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    for (int i = 0; i < series.size(); i++) {
      Series each = series.get(i);
      XYIntervalSeries points = new XYIntervalSeries(i);
      each.points()
          .forEach(
              point ->
                  points.add(
                      point.bytes(),
                      point.bytes(),
                      point.bytes(),
                      point.percent(),
                      point.lowPercent(),
                      point.highPercent()));
      all.addSeries(points);
      Color colour = COLOURS.get(i % COLOURS.size());
      Shape symbol = SYMBOLS.get(i % SYMBOLS.size());
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesStroke(i, ChartStyle.LINE);
      renderer.setSeriesShape(i, symbol);
      renderer.setSeriesLinesVisible(i, each.points().size() > 1);
      ChartStyle.addSymbol(legend, each.name(), symbol, colour);
    }
    plot.setDataset(all);
    plot.setRenderer(renderer);
  }
}
