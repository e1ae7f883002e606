package org.scissionlite.benchmarks.experiment.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.LinkSetting;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;

/**
 * The commands that made an experiment, without folders of the machine.
 *
 * @param store of the experiment
 * @param subjects its models
 * @param cells what was measured
 */
record Commands(Store store, List<Subject> subjects, List<Cell> cells) {
  /** Folders of an experiment, whatever it was called at the time. */
  private static final Pattern OF_EXPERIMENT = Pattern.compile("/\\S*/(networks/.*)");

  /** One for each place, by which it is measured again. */
  String experiments() {
    return Stream.concat(
            cells.stream()
                .flatMap(
                    cell ->
                        subjects.stream()
                            .filter(each -> each.name().equals(cell.place().model()))
                            .map(each -> experiment(each, cell))),
            Stream.of("experiment --report -o results\n"))
        .distinct()
        .collect(Collectors.joining());
  }

  private static String experiment(Subject subject, Cell cell) {
    LinkSetting link = cell.place().link();
    String preprocessing =
        subject.preprocessing().isEmpty()
            ? ""
            : " --preprocessing " + last(subject.preprocessing());
    return "experiment --model %s%s --data %s --test %s --class %s --link %s:%s --interval %d -o results\n"
        .formatted(
            last(subject.source()),
            preprocessing,
            last(subject.data().toString()),
            last(subject.test().toString()),
            cell.place().device().id(),
            LinkSetting.number(link.megabits()),
            LinkSetting.number(link.roundTripMillis()),
            cell.place().intervalMillis());
  }

  /** Those of ScissionLite that they gave, each once. */
  String tools() {
    return store
        .commands()
        .lines()
        .map(this::withoutFolders)
        .distinct()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private String withoutFolders(String line) {
    return Arrays.stream(line.split(" ", -1))
        .map(word -> word.startsWith("/") ? withoutFolder(word) : word)
        .collect(Collectors.joining(" "));
  }

  private String withoutFolder(String word) {
    for (Subject subject : subjects) {
      int place = word.indexOf("/" + store.model(subject.name()).getFileName() + "/");
      if (place >= 0) {
        return "results" + word.substring(place);
      }
    }
    var network = OF_EXPERIMENT.matcher(word);
    return network.matches() ? "results/" + network.group(1) : last(word);
  }

  private static String last(String path) {
    return path.startsWith("zoo:") ? path : String.valueOf(Path.of(path).getFileName());
  }
}
