package org.scissionlite.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at 1, 2 and 5 of every decade, written as plain numbers. */
final class LogTicks extends LogAxis {
  private static final long serialVersionUID = 1L;

  LogTicks(String label) {
    super(label);
    setLowerMargin(0.02);
    setUpperMargin(0.02);
  }

  @Override
  protected List<NumberTick> refreshTicksHorizontal(
      Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
    return ticks(TextAnchor.TOP_CENTER);
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
    return ticks(TextAnchor.CENTER_RIGHT);
  }

  private List<NumberTick> ticks(TextAnchor anchor) {
    List<NumberTick> ticks = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(getRange().getLowerBound()));
    int last = (int) Math.ceil(Math.log10(getRange().getUpperBound()));
    for (int decade = first; decade <= last; decade++) {
      for (int step : List.of(1, 2, 5)) {
        BigDecimal value = BigDecimal.valueOf(step).scaleByPowerOfTen(decade);
        if (getRange().contains(value.doubleValue())) {
          ticks.add(
              new NumberTick(
                  value.doubleValue(), value.toPlainString(), anchor, TextAnchor.CENTER, 0));
        }
      }
    }
    return ticks;
  }
}
