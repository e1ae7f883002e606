package org.scissionlite.cli.optimise;

import java.util.List;
import org.scissionlite.plan.scenario.Breakdown;
import org.scissionlite.plan.scenario.Route;

/**
 * What was found, for a program.
 *
 * @param model its name
 * @param sha256 of its ONNX file
 * @param task how its answers read
 * @param objective what is the least
 * @param interval how often an input comes
 * @param maxDropPoints the most accuracy that may be lost
 * @param deadlineMillis null where there is none
 * @param seed of all chance
 * @param fittingImages that layers were fitted to
 * @param tuningImages that they were chosen on
 * @param confirmingImages that confirmed them
 * @param verdict in words
 * @param best the winner
 * @param candidates all whose loss is confirmed, the winner among them; the fastest first
 * @param tried transfer layers that were tried on the way
 * @param cuts what became of each cut, in the order of their bounds
 * @param check what was found by opening others after the search; null where that was not asked for
 */
public record OptimiseReport(
    String model,
    String sha256,
    String task,
    String objective,
    String interval,
    double maxDropPoints,
    Double deadlineMillis,
    long seed,
    int fittingImages,
    int tuningImages,
    int confirmingImages,
    String verdict,
    Way best,
    List<Way> candidates,
    List<Way> tried,
    List<CutLine> cuts,
    Check check) {
  public OptimiseReport {
    candidates = List.copyOf(candidates);
    tried = List.copyOf(tried);
    cuts = List.copyOf(cuts);
  }

  /**
   * A way to run the model.
   *
   * @param scenario its name in the bundle; null where it is not in it, or the device is alone
   * @param words what it is
   * @param cut "-" where the device answers alone
   * @param transferLayer its spec; "none" for a plain tensor, "-" where nothing is sent
   * @param millis predicted latency
   * @param tailMillis the same with the bytes that 95 of 100 messages keep to
   * @param parts of the latency
   * @param route which system runs what, and what is sent over which link
   * @param bytes sent for an image on average
   * @param dropPoints accuracy lost on the images
   * @param expectedDropPoints to expect on other images
   * @param atMostDropPoints the most on other images, but for one search in 20; 100 where untested
   * @param images on which that stands; 0 where nothing can be lost
   * @param confirmed whether images that nothing was chosen on confirm the drop
   * @param keepsDeadline whether it is in time
   * @param onFront whether no other is better in all of latency, computing time, bytes, accuracy
   * @param layerTimes where the time of the transfer layer comes from
   */
  public record Way(
      String scenario,
      String words,
      String cut,
      String transferLayer,
      double millis,
      double tailMillis,
      Breakdown parts,
      Route route,
      long bytes,
      double dropPoints,
      double expectedDropPoints,
      double atMostDropPoints,
      int images,
      boolean confirmed,
      boolean keepsDeadline,
      boolean onFront,
      String layerTimes) {}

  /**
   * What became of a cut.
   *
   * @param boundMillis what it takes at least: device, round trip and edge with no byte sent
   * @param mostBytes with which it could still win when it was opened; null for any, or unopened
   * @param opened whether transfer layers were searched there
   * @param decision best-so-far, not-better, cannot-win, too-late
   * @param why nothing was found there; empty where something was
   */
  public record CutLine(
      String cut,
      double boundMillis,
      Long mostBytes,
      boolean opened,
      String decision,
      String why) {}

  /**
   * The search against opening others, too.
   *
   * @param found what the search alone chose
   * @param best the best of all that were opened
   * @param slowerPercent how much slower the former is
   * @param openedCuts that the search opened itself
   * @param allCuts that were opened to check
   */
  public record Check(Way found, Way best, double slowerPercent, long openedCuts, long allCuts) {}
}
