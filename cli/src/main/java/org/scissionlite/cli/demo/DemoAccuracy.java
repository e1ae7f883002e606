package org.scissionlite.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.scissionlite.cli.demo.DemoPlan.Candidate;
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

  private final Map<Candidate, SteelAccuracy> rows;
  private final SteelAccuracy uncut;
  private final List<SteelAccuracy> atOneCut;

  private DemoAccuracy(
      Map<Candidate, SteelAccuracy> rows, SteelAccuracy uncut, List<SteelAccuracy> atOneCut) {
    this.rows = rows;
    this.uncut = uncut;
    this.atOneCut = atOneCut;
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
    SteelTrial trial = new SteelTrial(options.output().resolve("steel"));
    WorkShares shares = WorkShares.of(graph);
    List<Candidate> crossing =
        candidates.stream().filter(candidate -> !candidate.isAlone()).toList();
    List<Way> ways = new ArrayList<>();
    crossing.forEach(
        candidate ->
            ways.add(new Way(trial.cutAt(shares.of(candidate.cut())), candidate.transferLayer())));
    LAYERS.forEach(layer -> ways.add(new Way(trial.cutAt(DEVICE_SHARE), layer)));
    List<SteelAccuracy> found = trial.measure(ways, options.effort().steelImages(), progress);
    Map<Candidate, SteelAccuracy> rows = new LinkedHashMap<>();
    candidates.forEach(candidate -> rows.put(candidate, found.get(0)));
    for (int i = 0; i < crossing.size(); i++) {
      rows.put(crossing.get(i), found.get(1 + i));
    }
    return new DemoAccuracy(rows, found.get(0), found.subList(1 + crossing.size(), found.size()));
  }

  /** The steel classifier run like a candidate. */
  SteelAccuracy of(Candidate candidate) {
    return rows.get(candidate);
  }

  /** The steel classifier as it is. */
  SteelAccuracy uncut() {
    return uncut;
  }

  /** Several transfer layers at the cut with a third of the work on the device. */
  List<SteelAccuracy> atOneCut() {
    return atOneCut;
  }
}
