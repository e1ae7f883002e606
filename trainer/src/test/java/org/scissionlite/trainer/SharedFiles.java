package org.scissionlite.trainer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files beside the checkout, which tests use where they are there. */
public final class SharedFiles {
  private SharedFiles() {}

  /**
   * A file or folder in the folder "shared" beside the checkout; without it the test is skipped.
   */
  public static Path require(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path found = folder.resolve("shared").resolve(name);
      if (Files.exists(found)) {
        return found;
      }
      folder = folder.getParent();
    }
    Assumptions.abort("needs shared/" + name + " beside the checkout");
    throw new AssertionError("abort always throws");
  }
}
