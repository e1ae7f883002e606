package org.scissionlite.benchmarks.law;

import java.io.IOException;
import java.nio.file.Path;

/** What tests over a real link need. */
public final class Places {
  private Places() {}

  /** The folder of the testbed, which may not be there. */
  public static Path shared() {
    Path place = Path.of("").toAbsolutePath();
    while (place.getParent() != null && !place.resolve(".mvn").toFile().isDirectory()) {
      place = place.getParent();
    }
    return place.resolveSibling("shared");
  }

  /** Whether this user may make network namespaces. */
  public static boolean makesNamespaces() {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "gcc --version && ip netns add law && ip netns del law")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
