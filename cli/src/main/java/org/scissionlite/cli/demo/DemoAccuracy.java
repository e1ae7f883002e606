package org.scissionlite.cli.demo;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.scissionlite.cli.demo.DemoPlan.Candidate;
import org.scissionlite.cli.demo.SteelTrial.Found;
import org.scissionlite.cli.demo.SteelTrial.Way;
import org.scissionlite.model.ModelGraph;

/**
 * What the demo's transfer layers cost in accuracy. DenseNet169 has random weights, so they are
 * tried in the steel classifier: each row's layer at the cut before which the same share of the
 * work is done, then several layers at one cut.
 */
final class DemoAccuracy {
  private static final double DEVICE_SHARE = 1 / 3.0;
  private static final List<String> LAYERS =
      List.of("none", "pool2", "pool2+q8", "q4", "transform:step=0.5", "transform:step=1");

  private final SteelTrial trial;
  private final WorkShares shares;
  private final Found found;

  private DemoAccuracy(
      ModelGraph graph,
      List<Candidate> candidates,
      DemoOptions options,
      Consumer<String> progress) {
    trial = new SteelTrial(steel(options));
    shares = WorkShares.of(graph);
    Set<Way> ways = new LinkedHashSet<>();
    candidates.stream()
        .filter(candidate -> !candidate.isAlone())
        .forEach(candidate -> ways.add(way(candidate)));
    ways.addAll(waysAtOneCut());
    found = trial.measure(ways, options.effort().steelImages(), progress);
  }

  /**
   * Checks that its images may be written.
   *
   * @throws org.scissionlite.error.UsageException if something else stands in their place
   */
  static void requirePlace(DemoOptions options) {
    SteelTrial.requirePlace(steel(options));
    SteelOptimum.requirePlace(steel(options));
  }

  /** The folder of the steel classifier. */
  static Path steel(DemoOptions options) {
    return options.output().resolve("steel");
  }

  /**
   * Measures them.
   *
   * @param graph the demo's model, whose cuts the candidates name
   */
  static DemoAccuracy measure(
      ModelGraph graph,
      List<Candidate> candidates,
      DemoOptions options,
      Consumer<String> progress) {
    return new DemoAccuracy(graph, candidates, options, progress);
  }

  private Way way(Candidate candidate) {
    boolean sendsInput = candidate.cut().equals(shares.first());
    String cut = sendsInput ? trial.input() : trial.cutAt(shares.of(candidate.cut()));
    return new Way(cut, candidate.transferLayer());
  }

  private List<Way> waysAtOneCut() {
    String cut = trial.cutAt(DEVICE_SHARE);
    return LAYERS.stream().map(layer -> new Way(cut, layer)).toList();
  }

  /** The steel classifier run like a candidate. */
  SteelAccuracy of(Candidate candidate) {
    return candidate.isAlone() ? found.uncut() : found.ways().get(way(candidate));
  }

  /** The classifier and its test images. */
  SteelTrial trial() {
    return trial;
  }

  /** The steel classifier as it is. */
  SteelAccuracy uncut() {
    return found.uncut();
  }

  /** Several transfer layers at the cut with a third of the work on the device. */
  List<SteelAccuracy> atOneCut() {
    return waysAtOneCut().stream().map(found.ways()::get).toList();
  }
}
