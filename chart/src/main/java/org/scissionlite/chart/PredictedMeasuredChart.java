package org.scissionlite.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.function.Function;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Latencies on a logarithmic scale: what was predicted as lines, what was measured as symbols of
 * the same colour.
 *
 * @param title what the picture shows
 * @param subtitle the conditions
 * @param across what lies on the axis below
 * @param curves at most eight look different
 */
public record PredictedMeasuredChart(
    String title, String subtitle, Across across, List<Curve> curves) {
  private static final List<Color> COLOURS =
      List.of(
          ChartStyle.BLACK,
          ChartStyle.BLUE,
          ChartStyle.SKY,
          ChartStyle.GREY,
          ChartStyle.ORANGE,
          ChartStyle.PURPLE,
          ChartStyle.VERMILLION,
          ChartStyle.GREEN);
  private static final List<Shape> SYMBOLS =
      List.of(
          ShapeUtils.createDiamond(7),
          ShapeUtils.createUpTriangle(6),
          ShapeUtils.createDownTriangle(6),
          ShapeUtils.createDiagonalCross(5, 1.5f));

  private static final Shape DOT = new Ellipse2D.Double(-3, -3, 6, 6);
  private static final int FEW = 8;
  private static final float WIDTH = 1.5f;
  private static final float MAIN_WIDTH = 5f;

  public PredictedMeasuredChart {
    curves = List.copyOf(curves);
  }

  /**
   * The axis below.
   *
   * @param label with its unit
   * @param logarithmic whether its scale is
   */
  public record Across(String label, boolean logarithmic) {}

  /**
   * One strategy.
   *
   * @param name as the legend calls it
   * @param style from 0: its colour and symbol
   * @param isMain whether its line is a broad one below all others, so that it is seen where
   *     another runs over it; few points of it are dots, too
   * @param predicted the line
   * @param measured the symbols
   */
  public record Curve(
      String name, int style, boolean isMain, List<Point> predicted, List<Point> measured) {
    /** One with a usual line. */
    public static Curve of(String name, int style, List<Point> predicted, List<Point> measured) {
      return new Curve(name, style, false, predicted, measured);
    }

    /** One with the broad line. */
    public static Curve main(String name, int style, List<Point> predicted, List<Point> measured) {
      return new Curve(name, style, true, predicted, measured);
    }

    public Curve {
      predicted = List.copyOf(predicted);
      measured = List.copyOf(measured);
    }
  }

  /**
   * A latency.
   *
   * @param x its place on the axis below
   * @param millis above 0
   */
  public record Point(double x, double millis) {}

  /** Draws the chart. */
  public Picture picture() {
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(axis(across.logarithmic(), across.label()));
    plot.setRangeAxis(axis(true, "latency (ms)"));
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlinePaint(ChartStyle.GRID);
    LegendItemCollection legend = new LegendItemCollection();
    plot.setDataset(0, series(Curve::measured));
    plot.setRenderer(0, symbols());
    plot.setDataset(1, series(Curve::predicted));
    plot.setRenderer(1, lines(legend));
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private static ValueAxis axis(boolean logarithmic, String label) {
    if (logarithmic) {
      LogTicks axis = new LogTicks(label);
      ChartStyle.apply(axis);
      return axis;
    }
    NumberAxis axis = ChartStyle.fromZero(label);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    axis.setAutoRangeStickyZero(false);
    axis.setLowerMargin(0.02);
    return axis;
  }

  private XYSeriesCollection series(Function<Curve, List<Point>> which) {
    XYSeriesCollection all = new XYSeriesCollection();
    for (Curve curve : curves) {
      XYSeries points = new XYSeries(curve.name());
      which.apply(curve).forEach(point -> points.add(point.x(), point.millis()));
      all.addSeries(points);
    }
    return all;
  }

  private XYLineAndShapeRenderer lines(LegendItemCollection legend) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    for (int i = 0; i < curves.size(); i++) {
      Color colour = colour(curves.get(i));
      renderer.setSeriesPaint(i, colour);
      float width = curves.get(i).isMain() ? MAIN_WIDTH : WIDTH;
      renderer.setSeriesStroke(
          i, new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      renderer.setSeriesShape(i, DOT);
      renderer.setSeriesShapesVisible(
          i, curves.get(i).isMain() && curves.get(i).predicted().size() <= FEW);
      ChartStyle.addSymbol(legend, curves.get(i).name(), symbol(curves.get(i)), colour);
    }
    return renderer;
  }

  private XYLineAndShapeRenderer symbols() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    for (int i = 0; i < curves.size(); i++) {
      renderer.setSeriesPaint(i, colour(curves.get(i)));
      renderer.setSeriesShape(i, symbol(curves.get(i)));
    }
    return renderer;
  }

  private static Color colour(Curve curve) {
    return COLOURS.get(curve.style() % COLOURS.size());
  }

  private static Shape symbol(Curve curve) {
    return SYMBOLS.get(curve.style() % SYMBOLS.size());
  }
}
