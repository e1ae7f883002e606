package org.scissionlite.chart;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.CategoryTick;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.RectangleEdge;

/**
 * An axis of names, written upwards; where there are too many to read, every second, third, ... is
 * written. A category is a place from 0 on.
 */
final class NameAxis extends CategoryAxis {
  private static final long serialVersionUID = 1L;
  private static final double LEAST_DISTANCE = 14;
  private static final int LONGEST_NAME = 26;

  private final ArrayList<String> names;

  NameAxis(String label, List<String> names) {
    super(label);
    this.names = new ArrayList<>(names);
    ChartStyle.apply(this);
    setTickLabelFont(ChartStyle.SMALL);
    setCategoryLabelPositions(CategoryLabelPositions.UP_90);
    setCategoryMargin(names.size() > 40 ? 0.1 : 0.25);
    setLowerMargin(0.005);
    setUpperMargin(0.005);
    setTickMarksVisible(false);
  }

  @Override
  public List<Tick> refreshTicks(
      Graphics2D g2, AxisState state, java.awt.geom.Rectangle2D area, RectangleEdge edge) {
    CategoryPlot plot = (CategoryPlot) getPlot();
    List<?> categories = plot.getCategoriesForAxis(this);
    double distance = area.getWidth() / Math.max(1, categories.size());
    int step = (int) Math.max(1, Math.ceil(LEAST_DISTANCE / distance));
    List<Tick> ticks = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < categories.size(); i += step) {
      Comparable<?> category = (Comparable<?>) categories.get(i);
      TextBlock block = new TextBlock();
      block.addLine(shortened(names.get(i)), ChartStyle.SMALL, ChartStyle.BLACK);
      highest = Math.max(highest, block.calculateDimensions(g2).getWidth());
      ticks.add(
          new CategoryTick(
              category,
              block,
              getCategoryLabelPositions().getLabelPosition(edge).getLabelAnchor(),
              getCategoryLabelPositions().getLabelPosition(edge).getRotationAnchor(),
              getCategoryLabelPositions().getLabelPosition(edge).getAngle()));
    }
    state.setMax(highest);
    return ticks;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "\u2026";
  }
}
