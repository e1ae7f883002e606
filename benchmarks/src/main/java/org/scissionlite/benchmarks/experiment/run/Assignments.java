package org.scissionlite.benchmarks.experiment.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.OptimiseOutcome;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;

/**
 * Which bundle and scenario stands for each contender at one place.
 *
 * @param all in the order of their turns
 */
record Assignments(List<Assignment> all) {
  Assignments {
    all = List.copyOf(all);
  }

  /** A cut with a transfer layer. */
  record Way(String cut, String transferLayer) {
    static Way of(Predicted predicted) {
      return new Way(predicted.cut(), predicted.transferLayer());
    }
  }

  /** Those of a bundle of ways that need no images, the device alone first. */
  static List<Assignment> ofWays(Path folder, List<Predicted> predicted) {
    Bundle bundle = BundleReader.open(folder);
    List<Assignment> found = new ArrayList<>();
    found.add(alone(Contender.DEVICE_ALONE, folder));
    for (Predicted each : predicted) {
      bundle.manifest().scenarios().stream()
          .filter(scenario -> is(scenario, Way.of(each)))
          .findFirst()
          .ifPresent(scenario -> found.add(of(each.contender(), folder, scenario)));
    }
    return found;
  }

  private static boolean is(SplitScenario scenario, Way way) {
    return scenario.cut().equals(way.cut()) && scenario.transferLayer().equals(way.transferLayer());
  }

  /** What {@code optimise} chose. */
  static Assignment chosen(Contender contender, Path folder) {
    OptimiseOutcome.Way best = OptimiseOutcome.beside(folder).best();
    Optional<SplitScenario> scenario =
        BundleReader.open(folder).manifest().scenarios().stream()
            .filter(each -> each.name().equals(best.scenario()))
            .findFirst();
    return scenario.map(each -> of(contender, folder, each)).orElse(alone(contender, folder));
  }

  /** The first scenario of a bundle. */
  static Assignment first(Contender contender, Path folder) {
    return of(contender, folder, BundleReader.open(folder).manifest().scenarios().get(0));
  }

  private static Assignment alone(Contender contender, Path folder) {
    return new Assignment(contender, folder.toString(), "", Assignment.NOTHING, Assignment.NOTHING);
  }

  private static Assignment of(Contender contender, Path folder, SplitScenario scenario) {
    return new Assignment(
        contender, folder.toString(), scenario.name(), scenario.cut(), scenario.transferLayer());
  }

  /** The folders of the bundles that the edge serves, each once. */
  List<String> bundles() {
    return all.stream().filter(each -> !each.isAlone()).map(Assignment::bundle).distinct().toList();
  }

  /** These without those that do the same as an earlier one. */
  Assignments different() {
    List<Assignment> kept = new ArrayList<>();
    for (Assignment each : all) {
      if (kept.stream().noneMatch(each::doesTheSame)) {
        kept.add(each);
      }
    }
    return new Assignments(kept);
  }

  /**
   * What was measured of each: of one that does the same as another, what was measured of that.
   *
   * @param found of {@link #different}
   */
  List<Measured> measured(List<Measured> found) {
    List<Assignment> ran = different().all();
    return all.stream()
        .map(
            each ->
                IntStream.range(0, ran.size())
                    .filter(i -> each.doesTheSame(ran.get(i)))
                    .mapToObj(found::get)
                    .findFirst()
                    .orElseThrow()
                    .as(each.contender()))
        .toList();
  }
}
