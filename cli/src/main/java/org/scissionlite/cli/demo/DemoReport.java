package org.scissionlite.cli.demo;

import java.util.List;
import org.scissionlite.link.Link;
import org.scissionlite.plan.scenario.Breakdown;
import org.scissionlite.profile.Provenance;
import org.scissionlite.profile.Timing;

/**
 * What the demo predicted and measured.
 *
 * @param model name of the architecture; its weights are random, for latency only
 * @param link emulated in the demo's process
 * @param slowdown factor by which the device's computing time is stretched: emulated
 * @param images sent for each row
 * @param device how the device's profile was measured
 * @param edge how the edge's profile was measured
 * @param rows one a way to run the model; the first is the device alone
 * @param steel the accuracy of the trained steel classifier as it is
 * @param steelCut the accuracy of the steel classifier with several transfer layers at one cut
 * @param optimum the best way to run the steel classifier, and what else its bundle holds
 */
public record DemoReport(
    String model,
    Link link,
    double slowdown,
    int images,
    Provenance device,
    Provenance edge,
    List<Row> rows,
    SteelAccuracy steel,
    List<SteelAccuracy> steelCut,
    Optimum optimum) {
  public DemoReport {
    rows = List.copyOf(rows);
    steelCut = List.copyOf(steelCut);
  }

  /**
   * One way to run the model.
   *
   * @param strategy what it is
   * @param cut the layer after which the model is cut, or "-"
   * @param transferLayer its spec, or "-"
   * @param predicted latency by part
   * @param measured from input tensor to answer, device time emulated
   * @param payloadBytes sent for an image
   * @param speedUp measured median of the device alone, divided by this one's
   * @param steel the accuracy of the steel classifier that is run like this
   */
  public record Row(
      String strategy,
      String cut,
      String transferLayer,
      Breakdown predicted,
      Timing measured,
      long payloadBytes,
      double speedUp,
      SteelAccuracy steel) {}

  /**
   * What {@code optimise} found for the steel classifier over the same link.
   *
   * @param verdict in words
   * @param slowdown factor by which its device is slower
   * @param maxDropPoints what it was allowed to lose
   * @param rows the device alone, then the scenarios of the bundle, the winner first
   */
  public record Optimum(
      String verdict, double slowdown, double maxDropPoints, List<OptimumRow> rows) {
    public Optimum {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One way to run the steel classifier, latency and accuracy of the very same slices.
   *
   * @param best whether it is the joint optimum
   * @param cut after which it is cut, or "-"
   * @param transferLayer its spec, or "-"
   * @param predictedMillis by 'optimise'
   * @param measured from picture to answer, device time emulated
   * @param speedUp measured median of the device alone, divided by this one's
   * @param accuracy on the test images
   */
  public record OptimumRow(
      boolean best,
      String cut,
      String transferLayer,
      double predictedMillis,
      Timing measured,
      double speedUp,
      SteelAccuracy accuracy) {}
}
