package org.scissionlite.chart;

import java.awt.Color;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.IntervalBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultIntervalCategoryDataset;

/**
 * One scenario from beginning to end: a bar for every block on its system, with DeviceTL, transfer
 * and EdgeTL between them; each bar begins where the one before it ended.
 *
 * @param title what the picture shows
 * @param subtitle the conditions
 * @param steps in the order in which they happen
 */
public record TimelineChart(String title, String subtitle, List<Step> steps) {
  public TimelineChart {
    steps = List.copyOf(steps);
  }

  /** What a step is. */
  public enum Kind {
    DEVICE("device", ChartStyle.BLUE),
    DEVICE_TL("DeviceTL", ChartStyle.SKY),
    CONVERSION("conversion", ChartStyle.YELLOW),
    TRANSFER("transfer", ChartStyle.ORANGE),
    EDGE_TL("EdgeTL", ChartStyle.LIME),
    EDGE("edge", ChartStyle.GREEN),
    CLOUD("cloud", ChartStyle.PURPLE);

    private final String label;
    private final Color colour;

    Kind(String label, Color colour) {
      this.label = label;
      this.colour = colour;
    }
  }

  /**
   * A step.
   *
   * @param name the block's last layer, or what crosses the network
   * @param millis how long it takes
   */
  public record Step(String name, Kind kind, double millis) {}

  /** Draws the chart. */
  public Picture picture() {
    CategoryPlot plot = new CategoryPlot();
    plot.setDomainAxis(new NameAxis("block", steps.stream().map(Step::name).toList()));
    plot.setRangeAxis(ChartStyle.millis("time since the input (ms)"));
    plot.setRangeGridlinePaint(ChartStyle.GRID);
    plot.setDataset(bars());
    Bars renderer = new Bars(steps.stream().map(step -> step.kind().colour).toList());
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setMinimumBarLength(2);
    plot.setRenderer(renderer);
    plot.setFixedLegendItems(legend());
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private DefaultIntervalCategoryDataset bars() {
    double[][] starts = new double[1][steps.size()];
    double[][] ends = new double[1][steps.size()];
    double now = 0;
    for (int i = 0; i < steps.size(); i++) {
      starts[0][i] = now;
      now += steps.get(i).millis();
      ends[0][i] = now;
    }
    return new DefaultIntervalCategoryDataset(starts, ends);
  }

  /** Every kind that occurs, with the time of all its steps. */
  private LegendItemCollection legend() {
    LegendItemCollection legend = new LegendItemCollection();
    for (Kind kind : Kind.values()) {
      List<Step> those = steps.stream().filter(step -> step.kind() == kind).toList();
      double millis = those.stream().mapToDouble(Step::millis).sum();
      if (!those.isEmpty()) {
        ChartStyle.addBox(
            legend, String.format(Locale.ROOT, "%s %.2f ms", kind.label, millis), kind.colour);
      }
    }
    return legend;
  }

  /** Bars of one series in colours of their own. */
  private static final class Bars extends IntervalBarRenderer {
    private static final long serialVersionUID = 1L;
    private final ArrayList<Color> colours;

    Bars(List<Color> colours) {
      this.colours = new ArrayList<>(colours);
    }

    @Override
    public Paint getItemPaint(int row, int column) {
      return colours.get(column);
    }
  }
}
