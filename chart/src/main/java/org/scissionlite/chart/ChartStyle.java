package org.scissionlite.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * How all pictures look: white, few lines, and colours that people with colour-blindness tell apart
 * (Okabe and Ito, "Color Universal Design").
 */
final class ChartStyle {
  static final Color BLACK = new Color(0x22, 0x22, 0x22);
  static final Color GREY = new Color(0x77, 0x77, 0x77);
  static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
  static final Color BLUE = new Color(0x00, 0x72, 0xB2);
  static final Color SKY = new Color(0x56, 0xB4, 0xE9);
  static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
  static final Color GREEN = new Color(0x00, 0x9E, 0x73);
  static final Color LIME = new Color(0x9A, 0xD9, 0xB0);
  static final Color VERMILLION = new Color(0xD5, 0x5E, 0x00);
  static final Color PURPLE = new Color(0xCC, 0x79, 0xA7);
  static final Color YELLOW = new Color(0xF0, 0xE4, 0x42);

  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Font NORMAL = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);

  static final Stroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final Shape BOX = new Rectangle2D.Double(-6, -6, 12, 12);
  private static final Shape DASH = new Line2D.Double(-12, 0, 12, 0);

  private ChartStyle() {}

  static Stroke dashed() {
    return new BasicStroke(
        1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 4f}, 0f);
  }

  static JFreeChart chart(String title, String subtitle, Plot plot) {
    plot.setOutlineVisible(false);
    plot.setBackgroundPaint(Color.WHITE);
    JFreeChart chart = new JFreeChart(title, TITLE, plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(8, 8, 8, 16));
    chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.getTitle().setPaint(BLACK);
    TextTitle second = new TextTitle(subtitle, NORMAL);
    second.setHorizontalAlignment(HorizontalAlignment.LEFT);
    second.setPaint(BLACK);
    chart.addSubtitle(0, second);
    chart.getLegend().setPosition(RectangleEdge.TOP);
    chart.getLegend().setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.getLegend().setItemFont(NORMAL);
    chart.getLegend().setItemPaint(BLACK);
    chart.getLegend().setBackgroundPaint(Color.WHITE);
    chart.getLegend().setItemLabelPadding(new RectangleInsets(2, 2, 2, 12));
    return chart;
  }

  static void apply(Axis axis) {
    axis.setLabelFont(NORMAL);
    axis.setLabelPaint(BLACK);
    axis.setTickLabelFont(NORMAL);
    axis.setTickLabelPaint(BLACK);
    axis.setAxisLinePaint(GRID);
    axis.setTickMarkPaint(GRID);
  }

  /** An axis of milliseconds from 0. */
  static NumberAxis millis(String label) {
    NumberAxis axis = fromZero(label);
    axis.setUpperMargin(0.08);
    return axis;
  }

  /** An axis of numbers that begins at 0. */
  static NumberAxis fromZero(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(true);
    apply(axis);
    return axis;
  }

  static void addBox(LegendItemCollection legend, String label, Color colour) {
    legend.add(new LegendItem(label, null, null, null, BOX, colour));
  }

  static void addLine(LegendItemCollection legend, String label, Stroke stroke, Color colour) {
    legend.add(new LegendItem(label, null, null, null, DASH, stroke, colour));
  }

  static void addSymbol(LegendItemCollection legend, String label, Shape symbol, Color colour) {
    legend.add(new LegendItem(label, null, null, null, symbol, colour));
  }
}
