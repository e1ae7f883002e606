package org.scissionlite.cli.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.FileName;
import org.scissionlite.input.FittedView;
import org.scissionlite.input.PngFile;
import org.scissionlite.model.Tensor;

/** A folder of pictures with answers drawn on them, one PNG file for each. */
public final class DrawFolder {
  private final Path folder;
  private final AnswerReader reader;
  private final Set<String> taken = new HashSet<>();

  private DrawFolder(Path folder, AnswerReader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  /**
   * Opens the folder, which is made where it is missing.
   *
   * @throws ScissionLiteException if it cannot be made
   */
  public static DrawFolder open(Path folder, AnswerReader reader) {
    try {
      Files.createDirectories(folder);
      return new DrawFolder(folder, reader);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot make the folder %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }

  /**
   * Draws an answer on its picture.
   *
   * @param image its name
   * @return whether its picture was there
   * @throws ScissionLiteException if the file cannot be written
   */
  public boolean draw(String image, Map<String, Tensor> outputs) {
    Optional<FittedView> view = reader.view(image);
    view.ifPresent(
        seen ->
            PngFile.write(
                AnswerDrawing.of(seen, reader.labels(), reader.read(outputs).reading()),
                folder.resolve(name(image))));
    return view.isPresent();
  }

  /** "part1.png" for part1.jpg; "part1-2.png" where another one was of that name. */
  private String name(String image) {
    String stem =
        FileName.of(Path.of(image).getFileName().toString().replaceFirst("\\.[^.]*$", ""));
    String name = stem;
    int number = 2;
    while (!taken.add(name.toLowerCase(Locale.ROOT))) {
      name = stem + "-" + number++;
    }
    return name + ".png";
  }
}
