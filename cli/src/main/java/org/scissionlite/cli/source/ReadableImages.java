package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.UnreadableImageException;

/** Which images can be read; each is decoded once to find out, and told once. */
public final class ReadableImages {
  private static final int SHOWN = 20;

  private final String place;
  private final Map<Path, Optional<String>> problems = new LinkedHashMap<>();

  /**
   * Of images that were not looked at yet.
   *
   * @param place what unreadable images are left out of, such as " of the figures"; may be empty
   */
  public ReadableImages(String place) {
    this.place = place;
  }

  /**
   * Those that can be read; of the others the first are named.
   *
   * @param file where an image is
   * @param tell takes lines for the user
   * @throws ScissionLiteException if none can be read
   */
  public <T> List<T> of(List<T> images, Function<T, Path> file, Consumer<String> tell) {
    List<String> found = new ArrayList<>();
    List<T> readable = new ArrayList<>();
    for (T image : images) {
      Path path = file.apply(image);
      boolean isNew = !problems.containsKey(path);
      Optional<String> problem = problems.computeIfAbsent(path, ReadableImages::problem);
      problem.filter(any -> isNew).ifPresent(found::add);
      if (problem.isEmpty()) {
        readable.add(image);
      }
    }
    if (readable.isEmpty() && !images.isEmpty()) {
      throw new ScissionLiteException(
          "none of %,d images can be read; %s"
              .formatted(images.size(), problems.get(file.apply(images.get(0))).orElseThrow()));
    }
    tell(found, images.size(), tell);
    return readable;
  }

  private void tell(List<String> found, int all, Consumer<String> tell) {
    found.stream().limit(SHOWN).forEach(problem -> tell.accept("warning: " + problem));
    if (!found.isEmpty()) {
      tell.accept("warning: " + line(found.size(), all));
    }
  }

  private static Optional<String> problem(Path file) {
    try {
      Objects.requireNonNull(ImageFiles.read(file));
      return Optional.empty();
    } catch (UnreadableImageException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** All images so far that cannot be read, in the order in which they were looked at. */
  public List<Path> unreadable() {
    return problems.entrySet().stream()
        .filter(each -> each.getValue().isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many there are, in words; empty where all can be read. */
  public String line() {
    int count = unreadable().size();
    return count == 0 ? "" : line(count, problems.size());
  }

  private String line(int count, int all) {
    return String.format(
        Locale.ROOT, "%,d of %,d images cannot be read and are left out%s", count, all, place);
  }
}
