package org.scissionlite.chart;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.util.ShapeUtils;
import org.jfree.data.category.DefaultCategoryDataset;
import org.scissionlite.error.ScissionLiteException;

/**
 * The paper's figure: for every cut a bar of device, DeviceTL, transfer, EdgeTL and edge; lines of
 * the latency with and without TL; marks for the best cuts; levels for what does without a cut.
 *
 * @param title what the picture shows
 * @param subtitle the conditions: machines, link, what is emulated
 * @param cuts in the model's order
 * @param marks cuts to point out, at most four
 * @param levels latencies to compare with, such as the device alone
 */
public record CutChart(
    String title, String subtitle, List<StackedCut> cuts, List<Mark> marks, List<Level> levels) {
  private static final List<Shape> SYMBOLS =
      List.of(
          ShapeUtils.createDownTriangle(8),
          ShapeUtils.createDiamond(9),
          ShapeUtils.createUpTriangle(8),
          ShapeUtils.createDiagonalCross(6, 2));
  private static final List<Color> LEVEL_COLOURS =
      List.of(ChartStyle.PURPLE, ChartStyle.GREY, ChartStyle.YELLOW);

  public CutChart {
    cuts = List.copyOf(cuts);
    marks = List.copyOf(marks);
    levels = List.copyOf(levels);
    int count = cuts.size();
    if (count == 0 || marks.stream().anyMatch(mark -> mark.cut() < 0 || mark.cut() >= count)) {
      throw new ScissionLiteException(
          "chart '%s': expected at least one cut, and marks among the %d cuts"
              .formatted(title, count));
    }
  }

  /**
   * A cut to point out.
   *
   * @param label why, such as "best"
   * @param cut its place among the cuts
   * @param withTL whether with its transfer layer, or without
   */
  public record Mark(String label, int cut, boolean withTL) {}

  /** A latency to compare with. */
  public record Level(String label, double millis) {}

  /** One part of the bars. */
  private record Part(String label, Color colour, ToDoubleFunction<StackedCut> millis) {}

  /**
   * A line over the cuts.
   *
   * @param millis its value; null where it has none, as the chart library wants it
   */
  private record Line(String label, Color colour, Function<StackedCut, Number> millis) {}

  private static final Line WITH_TL =
      new Line(
          "with TL",
          ChartStyle.VERMILLION,
          cut -> cut.hasTL() ? Double.valueOf(cut.totalMillis()) : null);
  private static final Line WITHOUT_TL =
      new Line("without TL", ChartStyle.BLACK, cut -> Double.valueOf(cut.withoutTLMillis()));

  private static final List<Part> PARTS =
      List.of(
          new Part("device", ChartStyle.BLUE, StackedCut::deviceMillis),
          new Part("DeviceTL", ChartStyle.SKY, StackedCut::deviceTLMillis),
          new Part("transfer", ChartStyle.ORANGE, StackedCut::transferMillis),
          new Part("EdgeTL", ChartStyle.LIME, StackedCut::edgeTLMillis),
          new Part("edge", ChartStyle.GREEN, StackedCut::edgeMillis));

  /** Draws the chart. */
  public Picture picture() {
    List<String> names = cuts.stream().map(StackedCut::name).toList();
    LegendItemCollection legend = new LegendItemCollection();
    CategoryPlot plot = new CategoryPlot();
    plot.setDomainAxis(new NameAxis("cut after layer", names));
    plot.setRangeAxis(ChartStyle.millis("latency (ms)"));
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    addBars(plot, legend);
    if (cuts.stream().anyMatch(StackedCut::hasTL)) {
      addLine(plot, legend, 1, WITH_TL);
    }
    addLine(plot, legend, 2, WITHOUT_TL);
    addLevels(plot, legend);
    addMarks(plot, legend);
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private void addBars(CategoryPlot plot, LegendItemCollection legend) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    StackedBarRenderer renderer = new StackedBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    for (int part = 0; part < PARTS.size(); part++) {
      Part each = PARTS.get(part);
      for (int cut = 0; cut < cuts.size(); cut++) {
        bars.addValue(
            Double.valueOf(each.millis().applyAsDouble(cuts.get(cut))),
            each.label(),
            Integer.valueOf(cut));
      }
      renderer.setSeriesPaint(part, each.colour());
      ChartStyle.addBox(legend, each.label(), each.colour());
    }
    plot.setDataset(0, bars);
    plot.setRenderer(0, renderer);
  }

  /** A line over the cuts; it has a gap where there is no value. */
  private void addLine(CategoryPlot plot, LegendItemCollection legend, int place, Line which) {
    DefaultCategoryDataset line = new DefaultCategoryDataset();
    for (int cut = 0; cut < cuts.size(); cut++) {
      line.addValue(which.millis().apply(cuts.get(cut)), which.label(), Integer.valueOf(cut));
    }
    LineAndShapeRenderer renderer = new LineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, which.colour());
    renderer.setSeriesStroke(0, ChartStyle.LINE);
    plot.setDataset(place, line);
    plot.setRenderer(place, renderer);
    ChartStyle.addLine(legend, which.label(), ChartStyle.LINE, which.colour());
  }

  private void addLevels(CategoryPlot plot, LegendItemCollection legend) {
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      Color colour = LEVEL_COLOURS.get(i % LEVEL_COLOURS.size());
      plot.addRangeMarker(
          new ValueMarker(level.millis(), colour, ChartStyle.dashed()), Layer.FOREGROUND);
      ChartStyle.addLine(
          legend, withMillis(level.label(), level.millis()), ChartStyle.dashed(), colour);
    }
  }

  private void addMarks(CategoryPlot plot, LegendItemCollection legend) {
    DefaultCategoryDataset points = new DefaultCategoryDataset();
    LineAndShapeRenderer renderer = new LineAndShapeRenderer(false, true);
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      StackedCut cut = cuts.get(mark.cut());
      double millis = mark.withTL() ? cut.totalMillis() : cut.withoutTLMillis();
      Shape symbol = SYMBOLS.get(i % SYMBOLS.size());
      for (int place = 0; place < cuts.size(); place++) {
        Number value = place == mark.cut() ? Double.valueOf(millis) : null;
        points.addValue(value, mark.label(), Integer.valueOf(place));
      }
      renderer.setSeriesShape(i, symbol);
      renderer.setSeriesPaint(i, ChartStyle.BLACK);
      String label = "%s: %s".formatted(mark.label(), cut.name());
      ChartStyle.addSymbol(legend, withMillis(label, millis), symbol, ChartStyle.BLACK);
    }
    plot.setDataset(3, points);
    plot.setRenderer(3, renderer);
  }

  private static String withMillis(String label, double millis) {
    return String.format(Locale.ROOT, "%s, %.1f ms", label, millis);
  }
}
