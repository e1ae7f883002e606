package org.scissionlite.chart;

import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Loss, accuracy and, where they were counted, bytes of a training over its epochs, one panel each;
 * the epoch whose weights were kept is marked.
 *
 * @param title what was trained
 * @param subtitle on what
 * @param accuracy what the accuracy is measured against, such as "accuracy (%)"
 * @param epochs at least one
 * @param bestEpoch number of the kept one
 */
public record LearningCurveChart(
    String title, String subtitle, String accuracy, List<Epoch> epochs, int bestEpoch) {
  private static final double GAP = 18;

  public LearningCurveChart {
    epochs = List.copyOf(epochs);
  }

  /**
   * One pass over the training images.
   *
   * @param number from 1; 0 for the state before the training
   * @param trainingLoss mean over its steps
   * @param validationLoss after it
   * @param accuracyPercent of the validation images
   * @param bytes an image; 0 where they were not counted
   */
  public record Epoch(
      int number,
      double trainingLoss,
      double validationLoss,
      double accuracyPercent,
      double bytes) {}

  /** Draws the chart. */
  public Picture picture() {
    CombinedDomainXYPlot plot = new CombinedDomainXYPlot(epochAxis());
    plot.setGap(GAP);
    LegendItemCollection legend = new LegendItemCollection();
    plot.add(losses(legend), 2);
    plot.add(panel(accuracy, line(ChartStyle.GREEN, Epoch::accuracyPercent)), 2);
    if (epochs.stream().anyMatch(epoch -> epoch.bytes() > 0)) {
      plot.add(panel("bytes an image", line(ChartStyle.PURPLE, Epoch::bytes)), 2);
    }
    String kept = bestEpoch == 0 ? "kept: as before the training" : "kept epoch " + bestEpoch;
    ChartStyle.addLine(legend, kept, ChartStyle.dashed(), ChartStyle.GREY);
    plot.setFixedLegendItems(legend);
    return new Picture(ChartStyle.chart(title, subtitle, plot));
  }

  private static NumberAxis epochAxis() {
    NumberAxis axis = new NumberAxis("epoch");
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    axis.setAutoRangeIncludesZero(false);
    ChartStyle.apply(axis);
    return axis;
  }

  private XYPlot losses(LegendItemCollection legend) {
    Line training = line(ChartStyle.ORANGE, Epoch::trainingLoss);
    Line validation = line(ChartStyle.BLUE, Epoch::validationLoss);
    ChartStyle.addLine(legend, "loss on the training images", ChartStyle.LINE, training.colour());
    ChartStyle.addLine(
        legend, "loss on the validation images", ChartStyle.LINE, validation.colour());
    return panel("loss", training, validation);
  }

  private record Line(Color colour, ToDoubleFunction<Epoch> value) {}

  private static Line line(Color colour, ToDoubleFunction<Epoch> value) {
    return new Line(colour, value);
  }

  private XYPlot panel(String label, Line... lines) {
    NumberAxis values = new NumberAxis(label);
    values.setAutoRangeIncludesZero(false);
    ChartStyle.apply(values);
    XYSeriesCollection all = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, epochs.size() < 40);
    for (int i = 0; i < lines.length; i++) {
      XYSeries series = new XYSeries(i);
      ToDoubleFunction<Epoch> value = lines[i].value();
      epochs.forEach(epoch -> series.add(epoch.number(), value.applyAsDouble(epoch)));
      all.addSeries(series);
      renderer.setSeriesPaint(i, lines[i].colour());
      renderer.setSeriesStroke(i, ChartStyle.LINE);
    }
    XYPlot panel = new XYPlot(all, null, values, renderer);
    panel.setBackgroundPaint(Color.WHITE);
    panel.setRangeGridlinePaint(ChartStyle.GRID);
    panel.setDomainGridlinesVisible(false);
    panel.setOutlineVisible(false);
    panel.addDomainMarker(new ValueMarker(bestEpoch, ChartStyle.GREY, ChartStyle.dashed()));
    return panel;
  }
}
