package org.scissionlite.cli.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.scissionlite.cli.report.Provenance.SourceFile;

/**
 * What the page of an experiment shows; its JSON stands in the page.
 *
 * @param results of the experiment
 * @param notes what else should be known
 * @param provenance where it comes from
 */
record ResultsData(ResultsFile results, List<String> notes, Provenance provenance) {
  /** The file of an experiment's folder; the file itself if it is one. */
  static Path file(Path source) {
    return Files.isDirectory(source) ? source.resolve(ResultsFile.NAME) : source;
  }

  /** Whether a folder is that of an experiment. */
  static boolean isFolder(Path folder) {
    return Files.isRegularFile(folder.resolve(ResultsFile.NAME));
  }

  static ResultsData of(Path source, Clock clock) {
    Path file = file(source);
    ResultsFile results = ResultsFile.read(file);
    List<String> notes = new ArrayList<>();
    if (results.rows().isEmpty()) {
      notes.add("Nothing was measured yet: all of it is predicted.");
    } else if (results.rows().stream().map(ResultsFile.Row::accuracy).allMatch(Objects::isNull)) {
      notes.add("No accuracy was measured.");
    }
    return new ResultsData(results, notes, Provenance.of(clock, List.of(SourceFile.of(file))));
  }
}
