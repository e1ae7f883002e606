package org.scissionlite.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Who wins where: a field for each bandwidth and round trip, in the colour of the winner's kind.
 *
 * @param title what the picture shows
 * @param subtitle the conditions
 * @param columns names of the bandwidths, from left to right
 * @param rows names of the round trips, from below
 * @param kinds of winners, at most six look different
 * @param fields at most one for each column and row
 */
public record WinnerMap(
    String title,
    String subtitle,
    List<String> columns,
    List<String> rows,
    List<String> kinds,
    List<Field> fields) {
  private static final List<Color> COLOURS =
      List.of(
          new Color(0xDD, 0xDD, 0xDD),
          new Color(0xBF, 0xDD, 0xF2),
          new Color(0xF9, 0xE0, 0xB0),
          new Color(0xF0, 0xD3, 0xE2),
          new Color(0xBF, 0xE6, 0xD8),
          new Color(0xF8, 0xF2, 0xB0));
  private static final Stroke EDGE = new BasicStroke(2f);
  private static final Stroke FRAME = new BasicStroke(3f);
  private static final double HALF = 0.485;
  private static final double LINE = 0.18;

  public WinnerMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    kinds = List.copyOf(kinds);
    fields = List.copyOf(fields);
  }

  /**
   * A field.
   *
   * @param column its place among the columns
   * @param row its place among the rows
   * @param kind its place among the kinds
   * @param framed whether a dark frame sets it off
   * @param lines at most four, each short
   */
  public record Field(int column, int row, int kind, boolean framed, List<String> lines) {
    public Field {
      lines = List.copyOf(lines);
    }
  }

  /** Draws the map. */
  public Picture picture() {
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(axis("bandwidth (Mbit/s)", columns));
    plot.setRangeAxis(axis("round trip (ms)", rows));
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setDataset(new XYSeriesCollection());
    plot.setRenderer(new XYLineAndShapeRenderer());
    fields.forEach(field -> add(plot, field));
    LegendItemCollection legend = new LegendItemCollection();
    for (int kind = 0; kind < kinds.size(); kind++) {
      ChartStyle.addBox(legend, kinds.get(kind), colour(kind));
    }
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private static NumberAxis axis(String label, List<String> names) {
    SymbolAxis axis = new SymbolAxis(label, names.toArray(String[]::new));
    ChartStyle.apply(axis);
    axis.setRange(-0.5, names.size() - 0.5);
    axis.setGridBandsVisible(false);
    return axis;
  }

  private static void add(XYPlot plot, Field field) {
    Color colour = colour(field.kind());
    plot.addAnnotation(
        new XYBoxAnnotation(
            field.column() - HALF,
            field.row() - HALF,
            field.column() + HALF,
            field.row() + HALF,
            field.framed() ? FRAME : EDGE,
            field.framed() ? ChartStyle.BLACK : Color.WHITE,
            colour));
    for (int i = 0; i < field.lines().size(); i++) {
      double height = field.row() + LINE * ((field.lines().size() - 1) / 2.0 - i);
      XYTextAnnotation text = new XYTextAnnotation(field.lines().get(i), field.column(), height);
      text.setFont(i == 0 ? ChartStyle.NORMAL : ChartStyle.SMALL);
      text.setPaint(ChartStyle.BLACK);
      plot.addAnnotation(text);
    }
  }

  private static Color colour(int kind) {
    return COLOURS.get(kind % COLOURS.size());
  }
}
