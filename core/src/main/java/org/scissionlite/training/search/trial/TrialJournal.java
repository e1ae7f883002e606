package org.scissionlite.training.search.trial;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;

/**
 * The trials of a search on disk, so that a search that was stopped goes on where it was. Trials of
 * other images, another model or cut do not count, nor do those of a file that is no journal.
 */
public final class TrialJournal {
  private final Optional<Path> file;
  private final Map<String, SearchTrial> trials = new LinkedHashMap<>();
  private String key = "";

  private TrialJournal(Optional<Path> file) {
    this.file = file;
  }

  /** A journal that nothing outlives. */
  public static TrialJournal inMemory() {
    return new TrialJournal(Optional.empty());
  }

  /** A journal in a file, which is read if it is there. */
  public static TrialJournal in(Path file) {
    return new TrialJournal(Optional.of(file));
  }

  @JsonPropertyOrder({"key", "trials"})
  private record Content(String key, Map<String, SearchTrial> trials) {}

  /**
   * Begins a search.
   *
   * @param newKey identifies model, cut, images and their division
   */
  public void begin(String newKey) {
    key = newKey;
    trials.clear();
    file.filter(Files::exists)
        .flatMap(TrialJournal::read)
        .filter(content -> key.equals(content.key()) && content.trials() != null)
        .ifPresent(content -> trials.putAll(content.trials()));
  }

  private static Optional<Content> read(Path path) {
    try {
      return Optional.of(Json.read(path, Content.class, "journal of a search"));
    } catch (UsageException e) {
      return Optional.empty();
    }
  }

  /** The trial of a layer on some images: as it is written, else made now and written down. */
  public SearchTrial trial(String name, Supplier<SearchTrial> made) {
    SearchTrial known = trials.get(name);
    if (known != null) {
      return known;
    }
    SearchTrial trial = made.get();
    trials.put(name, trial);
    file.ifPresent(path -> Json.write(path, new Content(key, trials)));
    return trial;
  }

  /** All trials so far, in their order. */
  public List<SearchTrial> trials() {
    return trials("");
  }

  /** The trials so far whose names begin so, in their order. */
  public List<SearchTrial> trials(String prefix) {
    return trials.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }
}
