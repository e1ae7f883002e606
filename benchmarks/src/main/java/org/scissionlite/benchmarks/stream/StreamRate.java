package org.scissionlite.benchmarks.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.law.LawEdge;
import org.scissionlite.benchmarks.law.LinkLaw;
import org.scissionlite.benchmarks.law.Testbed;
import org.scissionlite.file.Json;

/**
 * Measures how many images a second a stream answers, beside what its slowest stage allows and how
 * long an image takes by itself.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.stream.StreamRate \
 *     SHARED OUTPUT [IMAGES]
 * </pre>
 *
 * <p>SHARED holds {@code testbed/link}, {@code models} and {@code data}. Needs root, and nothing
 * else that runs: device, edge and link share the processors. Writes OUTPUT/stream.json and prints
 * the table.
 */
public final class StreamRate {
  private static final String IMAGES = "400";

  /** A link: megabits a second and milliseconds of a round trip. */
  record Link(double megabits, double roundTripMillis) {}

  private static final List<Link> LINKS =
      List.of(new Link(200, 2), new Link(60, 27.4), new Link(10, 27.4), new Link(10, 100));

  private StreamRate() {}

  /** Measures; exits with 1 where the law does not hold. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("usage: StreamRate SHARED OUTPUT [IMAGES]");
      System.exit(2);
    }
    int images = Integer.parseInt(arguments.length > 2 ? arguments[2] : IMAGES);
    RateReport report = run(Path.of(arguments[0]), Path.of(arguments[1]), LINKS, images);
    System.out.print(report.text());
    System.exit(report.holds() ? 0 : 1);
  }

  /** Measures over some links; a folder takes the bundle and the report. */
  static RateReport run(Path shared, Path output, List<Link> links, int images) throws Exception {
    Files.createDirectories(output);
    Path bundle = output.resolve("bundle");
    StreamBundle.write(shared, bundle, false);
    Path script = shared.resolve("testbed").resolve("link").toAbsolutePath();
    List<RateRow> rows = new ArrayList<>();
    try (Testbed testbed =
        Testbed.up(script, links.get(0).megabits(), links.get(0).roundTripMillis())) {
      Process edge = testbed.java("edge", LawEdge.class, Testbed.EDGE, bundle.toString()).start();
      try {
        LinkLaw.awaitReady(edge);
        for (Link link : links) {
          testbed.set(link.megabits(), link.roundTripMillis(), 0);
          rows.addAll(device(testbed, shared, output, link, images).rows());
        }
      } finally {
        edge.destroyForcibly().waitFor();
      }
    }
    RateReport report = new RateReport(rows);
    Json.write(output.resolve("stream.json"), report);
    return report;
  }

  private static RateReport device(Testbed testbed, Path shared, Path output, Link link, int images)
      throws Exception {
    Path rows = output.resolve("rows.json");
    Process device =
        testbed
            .java(
                "device",
                StreamDevice.class,
                output.resolve("bundle").toString(),
                StreamBundle.images(shared).toString(),
                Testbed.EDGE,
                String.valueOf(LawEdge.FIRST_PORT),
                String.valueOf(link.megabits()),
                String.valueOf(link.roundTripMillis()),
                String.valueOf(images),
                rows.toString())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      int code = device.waitFor();
      if (code != 0) {
        throw new IllegalStateException("the device ended with " + code);
      }
      return Json.read(rows, RateReport.class, "rates");
    } finally {
      device.destroyForcibly().waitFor();
    }
  }
}
