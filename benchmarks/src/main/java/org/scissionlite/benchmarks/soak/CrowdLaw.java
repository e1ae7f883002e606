package org.scissionlite.benchmarks.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.scissionlite.benchmarks.load.DevicesChild;
import org.scissionlite.benchmarks.load.LoadModel;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.plan.capacity.Arrivals;

/**
 * Puts many devices on the command {@code edge} for a long time, and exits with 1 where its memory
 * grows.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.soak.CrowdLaw \
 *     LAUNCHER OUTPUT [DURATION [DEVICES [RATE [PERCENT]]]]
 * </pre>
 *
 * <p>LAUNCHER is the program {@code scissionlite}; OUTPUT gets crowd.csv, the bundle and what the
 * edge prints. DURATION is such as 30m (the default) or 12h, DEVICES how many (200), RATE how many
 * images all of them have a second (100), PERCENT how far the memory may grow over the last two
 * thirds (2; at least 3 MB are allowed). Linux only.
 */
public final class CrowdLaw {
  private static final int PORT = 18081;
  private static final int PIXELS = 96;

  private CrowdLaw() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2 || arguments.length > 6) {
      System.err.println("usage: CrowdLaw LAUNCHER OUTPUT [DURATION [DEVICES [RATE [PERCENT]]]]");
      System.exit(2);
    }
    Path output = Files.createDirectories(Path.of(arguments[1]));
    Duration duration = SoakLaw.duration(argument(arguments, 2, "30m"));
    int count = Integer.parseInt(argument(arguments, 3, "200"));
    double rate = Double.parseDouble(argument(arguments, 4, "100")) / count;
    double percent = Double.parseDouble(argument(arguments, 5, "2"));
    Bundle bundle = LoadModel.write(output.resolve("bundle"), new OrtEngine(), PIXELS);
    Process edge = edge(output, Path.of(arguments[0]).toAbsolutePath().toString());
    Arrivals arrivals = new Arrivals(Arrivals.Pattern.POISSON, count, rate);
    SoakReport report;
    long refused;
    try (Crowd crowd =
        new Crowd(
            edge, DevicesChild.start(LoadModel.request(bundle), output, ""), PORT, arrivals)) {
      Runtime.getRuntime().addShutdownHook(new Thread(crowd::close));
      report = crowd.run(duration, percent, output.resolve("crowd.csv"));
      refused = crowd.refused();
    }
    System.out.println(report.text());
    System.out.println(report.verdict() + "; requests without an answer: " + refused);
    System.exit(report.isFlat() ? 0 : 1);
  }

  private static String argument(String[] arguments, int index, String otherwise) {
    return index < arguments.length ? arguments[index] : otherwise;
  }

  private static Process edge(Path output, String launcher) throws Exception {
    String bundle = output.resolve("bundle").toString();
    return SoakLaw.edge(
        output,
        launcher,
        "edge",
        bundle,
        "--listen",
        "127.0.0.1:" + PORT,
        "--batch",
        "8",
        "--queue",
        "1000");
  }
}
