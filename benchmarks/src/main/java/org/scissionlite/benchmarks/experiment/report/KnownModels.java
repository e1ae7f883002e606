package org.scissionlite.benchmarks.experiment.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.scissionlite.benchmarks.experiment.DeviceClass;
import org.scissionlite.benchmarks.experiment.GridLinks;
import org.scissionlite.benchmarks.experiment.Knowledge;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;

/** What predicts the models of a folder, each read once. */
final class KnownModels {
  private final Store store;
  private final List<Subject> subjects;
  private final Map<String, Knowledge> read = new HashMap<>();

  private KnownModels(Store store, List<Subject> subjects) {
    this.store = store;
    this.subjects = subjects;
  }

  static KnownModels of(Store store) {
    return new KnownModels(
        store, store.subjects().stream().filter(each -> Knowledge.isThere(store, each)).toList());
  }

  /** The models with profiles. */
  List<Subject> subjects() {
    return subjects;
  }

  /** What predicts one of them on a class of devices. */
  Knowledge of(String model, DeviceClass device) {
    return read.computeIfAbsent(
        model + "/" + device,
        missing ->
            Knowledge.of(
                store,
                subjects.stream()
                    .filter(each -> each.name().equals(model))
                    .findFirst()
                    .orElseThrow(),
                device));
  }

  /** What is predicted of a way at a place; empty where nothing is known. */
  OptionalDouble millis(Place place, String cut, String transferLayer) {
    if (subjects.stream().noneMatch(each -> each.name().equals(place.model()))) {
      return OptionalDouble.empty();
    }
    Knowledge knowledge = of(place.model(), place.device());
    return knowledge
        .predictor()
        .millis(
            cut,
            transferLayer,
            new GridLinks(knowledge.probed()).of(place.link()),
            place.intervalMillis());
  }
}
