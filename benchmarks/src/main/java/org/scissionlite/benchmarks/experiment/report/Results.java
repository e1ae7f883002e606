package org.scissionlite.benchmarks.experiment.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
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
 * @param predictions over the grid, of each model with profiles
 * @param accuracies of the slices
 * @param goals and whether they are held
 * @param rows what was measured beside what is predicted, as the tables have it
 * @param winners at each place of the grid
 * @param words how strategies, classes of devices and kinds of ways are called
 */
public record Results(
    MachineFacts machine,
    List<Subject> subjects,
    List<Cell> cells,
    List<Prediction> predictions,
    List<SliceAccuracy> accuracies,
    List<Goals.Goal> goals,
    List<Row> rows,
    List<Winner> winners,
    Map<String, String> words) {
  /** The two paces of the grid. */
  static final List<Long> INTERVALS = List.of(0L, 1_000L);

  public Results {
    subjects = List.copyOf(subjects);
    cells = List.copyOf(cells);
    predictions = List.copyOf(predictions);
    accuracies = List.copyOf(accuracies);
    goals = List.copyOf(goals);
    rows = List.copyOf(rows);
    winners = List.copyOf(winners);
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** Those of what was found. */
  static Results of(
      MachineFacts machine, List<Subject> subjects, Goals judged, Row.Later predictedLater) {
    return new Results(
        machine,
        subjects,
        judged.cells(),
        judged.predictions(),
        judged.accuracies(),
        judged.all(),
        Row.of(judged, predictedLater),
        Winner.of(judged),
        allWords());
  }

  private static Map<String, String> allWords() {
    Map<String, String> words = new LinkedHashMap<>();
    Stream.of(Contender.values()).forEach(each -> words.put(each.name(), each.words()));
    Stream.of(DeviceClass.values()).forEach(each -> words.put(each.name(), each.words()));
    Stream.of(Winner.Kind.values()).forEach(each -> words.put(each.name(), each.words()));
    return words;
  }

  /** Reads what lies in a folder, and predicts the grid. */
  static Results of(Store store, KnownModels known) {
    List<Prediction> predictions = new ArrayList<>();
    for (Subject subject : known.subjects()) {
      for (DeviceClass device : DeviceClass.values()) {
        predictions.addAll(grid(subject, device, known.of(subject.name(), device)));
      }
    }
    return of(
        store.machine().orElse(null),
        store.subjects(),
        new Goals(inOrder(store.cells()), predictions, store.accuracies()),
        known::millis);
  }

  private static List<Cell> inOrder(List<Cell> cells) {
    return cells.stream()
        .sorted(
            Comparator.comparing((Cell cell) -> cell.place().model())
                .thenComparing(cell -> cell.place().device())
                .thenComparing(cell -> cell.place().intervalMillis())
                .thenComparing(cell -> cell.place().link().megabits())
                .thenComparing(cell -> cell.place().link().roundTripMillis()))
        .toList();
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

  /** One place of each model, class of devices and pace of which the grid was predicted. */
  List<Place> predictedGroups() {
    return predictions.stream()
        .map(Prediction::place)
        .filter(place -> place.link().equals(LinkSetting.HEADLINE))
        .toList();
  }

  /** Those of them that were measured somewhere. */
  List<Place> measuredGroups() {
    return predictedGroups().stream().filter(this::isMeasured).toList();
  }

  boolean isMeasured(Place group) {
    return cells.stream().anyMatch(cell -> cell.place().isAlike(group));
  }

  /** Classes of devices on which nothing was measured. */
  List<DeviceClass> onlyPredicted() {
    return Arrays.stream(DeviceClass.values())
        .filter(device -> cells.stream().noneMatch(cell -> cell.place().device() == device))
        .toList();
  }
}
