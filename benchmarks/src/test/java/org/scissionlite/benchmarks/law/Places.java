package org.scissionlite.benchmarks.law;

import static org.assertj.core.api.Assumptions.assumeThat;

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

  /** Skips a test, saying why, where the testbed cannot be had. */
  public static void assumeTestbed() {
    assumeThat(shared().resolve("testbed/link")).as("the testbed is there").isExecutable();
    assumeThat(makesNamespaces()).as("network namespaces can be had").isTrue();
  }

  /** Whether this user may make network namespaces. */
  private static boolean makesNamespaces() {
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
