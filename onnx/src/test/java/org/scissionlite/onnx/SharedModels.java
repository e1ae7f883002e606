package org.scissionlite.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models and images in the folder {@code shared} beside the checkout, not part of it. */
public final class SharedModels {
  private SharedModels() {}

  /** The folder itself; the test is skipped where it is not there. */
  public static Path shared() {
    Path checkout = Path.of("").toAbsolutePath();
    while (checkout != null && !Files.isDirectory(checkout.resolveSibling("shared"))) {
      checkout = checkout.getParent();
    }
    assumeTrue(checkout != null, "skipped: there is no folder ../shared beside the checkout");
    return checkout.resolveSibling("shared");
  }

  /** The folder with the models; the test is skipped where it is not there. */
  static Path folder() {
    return shared().resolve("models");
  }

  /** All 15 models. */
  public static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
    }
  }
}
