package org.scissionlite.benchmarks.experiment.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Knowledge;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;
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
    Results results = Results.of(store);
    Json.write(store.folder().resolve("results.json"), results);
    List<String> figures = new ArrayList<>();
    for (Place group : results.predictedGroups()) {
      figures.addAll(pictures(store, results, group));
    }
    ResultsPage page = new ResultsPage(results, commands(store, results.subjects()), figures);
    text(store.folder().resolve(PAGE), page.text());
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

  /** The commands without the folders of this machine. */
  static String commands(Store store, List<Subject> subjects) {
    String text = store.commands().replace(store.folder().toString(), "results");
    for (Subject subject : subjects) {
      text = withoutFolder(text, subject.data());
      if (!subject.hasRandomWeights()) {
        text = withoutFolder(text, Path.of(subject.source()));
      }
    }
    return text;
  }

  private static String withoutFolder(String text, Path file) {
    return text.replace(file.getParent() + "/", "");
  }

  private static List<String> pictures(Store store, Results results, Place group) {
    Subject subject =
        results.subjects().stream()
            .filter(each -> each.name().equals(group.model()))
            .findFirst()
            .orElseThrow();
    Knowledge knowledge = Knowledge.of(store, subject, group.device());
    Figures figures = new Figures(results.cells(), group, knowledge);
    Path folder = store.folder();
    figures.overCuts().write(folder.resolve(figures.file("cuts")));
    figures.overBandwidth().write(folder.resolve(figures.file("bandwidth")));
    new Winners(results, group).picture().write(folder.resolve(figures.file("winners")));
    return List.of(figures.file("cuts"), figures.file("bandwidth"), figures.file("winners"));
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
