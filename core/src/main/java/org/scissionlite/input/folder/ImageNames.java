package org.scissionlite.input.folder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The names of files that are taken for images. */
public final class ImageNames {
  /** Such as ".jpg". */
  private static final List<String> ENDINGS = endings();

  private ImageNames() {}

  private static List<String> endings() {
    return Arrays.stream(ImageIO.getReaderFileSuffixes())
        .filter(suffix -> !suffix.isEmpty())
        .map(suffix -> "." + suffix.toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether a file's name has the ending of a format that can be read. */
  public static boolean isOne(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** The endings for messages, such as "bmp, gif, jpg". */
  public static String formats() {
    return String.join(", ", ENDINGS).replace(".", "");
  }
}
