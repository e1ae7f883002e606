package org.scissionlite.benchmarks.experiment.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;

/** Writes the report of an experiment into its folder. */
public final class ResultFiles {
  private static final String PAGE = "results.md";

  private ResultFiles() {}

  /**
   * Writes results.json, results.md and the pictures.
   *
   * @return the tables of what was measured, and the goals
   */
  public static String write(Store store) {
    KnownModels known = KnownModels.of(store);
    Results results = Results.of(store, known);
    Json.write(store.folder().resolve("results.json"), results);
    List<Figures.Named> pictures = new ArrayList<>();
    for (Place group : results.measuredGroups()) {
      Figures figures = new Figures(results, group, known.of(group.model(), group.device()));
      pictures.addAll(figures.all());
    }
    pictures.forEach(each -> each.picture().write(store.folder().resolve(each.file())));
    Commands commands = new Commands(store, results.subjects(), results.cells());
    text(store.folder().resolve(PAGE), new ResultsPage(results, commands, pictures).text());
    return new MeasuredTable(results).text() + goals(results);
  }

  /**
   * Copies the page and its pictures to where documentation lies.
   *
   * @param docs a folder; the pictures go to images/results in it
   */
  public static void publish(Store store, Path docs) throws IOException {
    Path images = docs.resolve("images").resolve("results");
    Files.createDirectories(images);
    Files.copy(
        store.folder().resolve(PAGE), docs.resolve(PAGE), StandardCopyOption.REPLACE_EXISTING);
    try (DirectoryStream<Path> pictures = Files.newDirectoryStream(store.folder(), "*.png")) {
      for (Path picture : pictures) {
        Files.copy(
            picture, images.resolve(picture.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static String goals(Results results) {
    StringBuilder text = new StringBuilder();
    for (Goals.Goal goal : results.goals()) {
      text.append("%s: %s. %s%n".formatted(goal.verdict(), goal.words(), goal.found()));
    }
    return text.toString();
  }

  private static void text(Path file, String text) {
    AtomicWrite.file(file, temporary -> Files.writeString(temporary, text));
  }
}
