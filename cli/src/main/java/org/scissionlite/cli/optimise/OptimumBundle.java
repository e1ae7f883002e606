package org.scissionlite.cli.optimise;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.signature.SigningKey;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.measure.Finds;
import org.scissionlite.optimise.measure.Subject;
import org.scissionlite.transfer.FittedTransferLayer;

/** Candidates as scenarios of a bundle. */
final class OptimumBundle {
  private final Subject subject;
  private final Finds finds;
  private final Optional<SigningKey> key;
  private final Map<Candidate, PreparedScenario> prepared = new LinkedHashMap<>();

  /**
   * Nothing yet.
   *
   * @param key that signs it; empty for a bundle without a signature
   */
  OptimumBundle(Subject subject, Finds finds, Optional<SigningKey> key) {
    this.subject = subject;
    this.finds = finds;
    this.key = key;
  }

  Preprocessor preprocessor() {
    return new Preprocessor(subject.engine(), subject.model(), subject.preprocessing());
  }

  /** A candidate's scenario, split and checked. */
  PreparedScenario scenario(Candidate candidate) {
    return prepared.computeIfAbsent(candidate, this::prepare);
  }

  private PreparedScenario prepare(Candidate candidate) {
    return finds
        .layers(candidate)
        .map(layers -> preprocessor().prepare(finds.cut(candidate), layers))
        .orElseGet(() -> preprocessor().prepare(finds.cut(candidate), candidate.transferLayer()));
  }

  private PreparedScenario dialled(Candidate candidate, OptionalInt dial) {
    return (dial.isEmpty()
            ? Optional.<FittedTransferLayer>empty()
            : finds.dialled(candidate, dial.getAsInt()))
        .map(layer -> preprocessor().prepare(finds.cut(candidate), List.of(layer)))
        .orElseGet(() -> scenario(candidate));
  }

  /** Keeps a scenario that was made elsewhere, such as by training. */
  void put(Candidate candidate, PreparedScenario scenario) {
    prepared.put(candidate, scenario);
  }

  /**
   * Writes the bundle.
   *
   * @param dial how many steps transfer layers that have one get; nothing for none
   * @param candidates the default first
   * @param classes of the model; empty where they are not known
   * @return the name of each candidate's scenario
   */
  Map<Candidate, String> write(
      Path folder, List<Candidate> candidates, List<String> classes, OptionalInt dial) {
    List<PreparedScenario> scenarios =
        candidates.stream().map(each -> dialled(each, dial)).toList();
    BundleContent content =
        new BundleContent(
            subject.model(),
            scenarios,
            subject.preprocessing(),
            classes,
            subject.task().spec(),
            true);
    Bundle bundle = new BundleWriter(OnnxWriter::write, key).write(folder, content);
    Map<Candidate, String> names = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      names.put(candidates.get(i), bundle.manifest().scenarios().get(i).name());
    }
    return names;
  }
}
