package org.scissionlite.benchmarks.law;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds predicted latencies against measured ones over a grid of networks, cuts, transfer layers,
 * links and paces. Device and edge have rehearsed, as they have when they run until they are
 * stopped.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.law.LinkLaw \
 *     SHARED OUTPUT [whole | half | tenth]
 * </pre>
 *
 * <p>SHARED holds {@code testbed/link}, {@code models} and {@code data}. Needs root, and nothing
 * else that runs. Writes OUTPUT/law.json and prints the table.
 */
public final class LinkLaw {
  /** What the launcher gives a device, as far as it changes what a request takes. */
  private static final List<String> DEVICE_OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final List<String> EDGE_OPTIONS = List.of("-XX:+UseSerialGC");

  private LinkLaw() {}

  /** Runs the grid; exits with 1 where the law does not hold. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("usage: LinkLaw SHARED OUTPUT [whole | half | tenth]");
      System.exit(2);
    }
    String grid = arguments.length == 3 ? arguments[2] : "whole";
    LawReport report = run(Path.of(arguments[0]), Path.of(arguments[1]), grid);
    System.out.print(report.text());
    System.exit(report.holds() ? 0 : 1);
  }

  /**
   * Runs a grid.
   *
   * @param name of the grid
   */
  static LawReport run(Path shared, Path output, String name) throws Exception {
    LawGrid grid = LawGrid.named(name);
    Files.createDirectories(output);
    List<String> bundles = new ArrayList<>();
    bundles.add(Testbed.EDGE);
    LawBundles writer = new LawBundles(shared, output);
    for (LawModel network : grid.models()) {
      System.err.println("preparing " + network);
      bundles.add(writer.write(network).toString());
    }
    Path script = shared.resolve("testbed").resolve("link").toAbsolutePath();
    try (Testbed testbed = Testbed.up(script, grid.settings().get(0))) {
      Process edge =
          testbed.java("edge", EDGE_OPTIONS, LawEdge.class, bundles.toArray(String[]::new)).start();
      try {
        awaitReady(edge);
        Process device =
            testbed
                .java(
                    "device",
                    DEVICE_OPTIONS,
                    LawDevice.class,
                    shared.toString(),
                    output.toString(),
                    name,
                    script.toString())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
          int code = device.waitFor();
          if (code != 0) {
            throw new IllegalStateException("the device ended with " + code);
          }
        } finally {
          device.destroyForcibly().waitFor();
        }
      } finally {
        edge.getOutputStream().close();
        edge.destroyForcibly().waitFor();
      }
    }
    return LawReport.read(output.resolve("law.json"));
  }

  /** Waits until an edge serves its bundles. */
  public static void awaitReady(Process edge) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(edge.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (!"ready".equals(line)) {
      throw new IllegalStateException("the edge did not start: " + line);
    }
  }
}
