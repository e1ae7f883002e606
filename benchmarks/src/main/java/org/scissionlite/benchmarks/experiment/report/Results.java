package org.scissionlite.benchmarks.experiment.report;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.DeviceClass;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.GridLinks;
import org.scissionlite.benchmarks.experiment.Knowledge;
import org.scissionlite.benchmarks.experiment.LinkSetting;
import org.scissionlite.benchmarks.experiment.MachineFacts;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Prediction;
import org.scissionlite.benchmarks.experiment.SliceAccuracy;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;

/**
 * All that an experiment found: the file results.json.
 *
 * @param machine null where nothing was measured
 * @param subjects the models
 * @param cells what was measured
 * @param predictions over the grid, of each model and class of devices with profiles
 * @param accuracies of the slices
 * @param goals and whether they are held
 */
public record Results(
    MachineFacts machine,
    List<Subject> subjects,
    List<Cell> cells,
    List<Prediction> predictions,
    List<SliceAccuracy> accuracies,
    List<Goals.Goal> goals) {
  /** The two paces of the grid. */
  static final List<Long> INTERVALS = List.of(0L, 1_000L);

  public Results {
    subjects = List.copyOf(subjects);
    cells = List.copyOf(cells);
    predictions = List.copyOf(predictions);
    accuracies = List.copyOf(accuracies);
    goals = List.copyOf(goals);
  }

  /** Those of what was found. */
  static Results of(
      MachineFacts machine,
      List<Subject> subjects,
      List<Cell> cells,
      List<Prediction> predictions,
      List<SliceAccuracy> accuracies) {
    List<Goals.Goal> goals = new Goals(cells, predictions, accuracies).all();
    return new Results(machine, subjects, cells, predictions, accuracies, goals);
  }

  /** Reads what lies in a folder, and predicts the grid. */
  static Results of(Store store) {
    List<Prediction> predictions = new ArrayList<>();
    for (Subject subject : store.subjects()) {
      for (DeviceClass device : DeviceClass.values()) {
        if (isKnown(store, subject, device)) {
          predictions.addAll(grid(subject, device, Knowledge.of(store, subject, device)));
        }
      }
    }
    return of(
        store.machine().orElse(null),
        store.subjects(),
        store.cells(),
        predictions,
        store.accuracies());
  }

  /** Whether there are profiles, and a link was probed. */
  static boolean isKnown(Store store, Subject subject, DeviceClass device) {
    return Files.isDirectory(store.device(subject.name(), device).resolve("profiles"))
        && LinkSetting.grid().stream()
            .anyMatch(link -> Files.isRegularFile(store.network(device, link)));
  }

  private static List<Prediction> grid(Subject subject, DeviceClass device, Knowledge knowledge) {
    GridLinks links = new GridLinks(knowledge.probed());
    List<Prediction> all = new ArrayList<>();
    for (long interval : INTERVALS) {
      for (LinkSetting setting : LinkSetting.grid()) {
        all.add(
            new Prediction(
                new Place(subject.name(), device, setting, interval),
                knowledge.predictor().over(links.of(setting), interval)));
      }
    }
    return all;
  }

  Goals judged() {
    return new Goals(cells, predictions, accuracies);
  }

  /** Models and classes of devices of which the grid was predicted, each once. */
  List<Place> predictedGroups() {
    return predictions.stream()
        .map(Prediction::place)
        .filter(place -> place.link().equals(LinkSetting.HEADLINE))
        .toList();
  }
}
