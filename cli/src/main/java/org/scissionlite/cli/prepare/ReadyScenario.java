package org.scissionlite.cli.prepare;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.evidence.Measurement.Place;
import org.scissionlite.model.Model;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * A scenario that is ready to be written.
 *
 * @param found what was found out about its transfer layer and others
 */
record ReadyScenario(PreparedScenario scenario, List<Measurement> found) {
  /** With more that was found out. */
  ReadyScenario with(List<Measurement> more) {
    return new ReadyScenario(scenario, Stream.concat(found.stream(), more.stream()).toList());
  }

  /** Nothing where several layers stand together: evidence knows single ones. */
  private Optional<Place> place() {
    String spec = scenario.transferLayer();
    return spec.contains(";")
        ? Optional.empty()
        : Optional.of(new Place(scenario.inserted().cut().name(), LayerSpec.of(spec)));
  }

  /**
   * Writes what was found out where 'plan' looks for it; what was known of the same layers before
   * no longer holds.
   *
   * @return the file; empty where nothing was found out
   */
  static Optional<Path> keep(Path bundle, Model model, List<ReadyScenario> ready) {
    List<Measurement> found = ready.stream().flatMap(each -> each.found().stream()).toList();
    Set<Place> fittedAnew =
        ready.stream().map(ReadyScenario::place).flatMap(Optional::stream).collect(toSet());
    Path file = EvidenceFile.beside(bundle);
    EvidenceFile.renew(file, Evidence.of(model.name(), model.sha256(), found), fittedAnew);
    return Optional.of(file).filter(written -> !found.isEmpty());
  }
}
