package org.scissionlite.benchmarks.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.scissionlite.input.ImageFiles;

/**
 * Runs the commands {@code edge} and {@code device} at full rate over loopback, and exits with 1
 * where the memory of one of them grows.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.soak.SoakLaw \
 *     LAUNCHER BUNDLE PICTURES OUTPUT [DURATION [PERCENT]]
 * </pre>
 *
 * <p>LAUNCHER is the program {@code scissionlite}; PICTURES a folder; OUTPUT gets soak.csv and what
 * both print. DURATION is such as 30m, 12h or 7d (default 30m), PERCENT how far each may grow over
 * the last two thirds of it (default 2; at least 3 MB are allowed). Linux only.
 */
public final class SoakLaw {
  private static final String PORT = "18080";
  private static final int PICTURES = 500;

  private SoakLaw() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 4 || arguments.length > 6) {
      System.err.println("usage: SoakLaw LAUNCHER BUNDLE PICTURES OUTPUT [DURATION [PERCENT]]");
      System.exit(2);
    }
    Duration duration = duration(arguments.length > 4 ? arguments[4] : "30m");
    double percent = Double.parseDouble(arguments.length > 5 ? arguments[5] : "2");
    List<Path> pictures = ImageFiles.in(Path.of(arguments[2])).stream().limit(PICTURES).toList();
    Path output = Files.createDirectories(Path.of(arguments[3]));
    String launcher = Path.of(arguments[0]).toAbsolutePath().toString();
    String place = "127.0.0.1:" + PORT;
    Process edge = edge(output, launcher, "edge", arguments[1], "--listen", place);
    Process device =
        device(
            output,
            launcher,
            "device",
            arguments[1],
            "--edge",
            place,
            "--stdin",
            "paths",
            "--format",
            "json-lines",
            "--memory");
    SoakReport report;
    try (Soak soak = new Soak(edge, device)) {
      Runtime.getRuntime().addShutdownHook(new Thread(soak::close));
      report = soak.run(pictures, duration, percent, output.resolve("soak.csv"));
    }
    System.out.println(report.text());
    System.out.println(report.verdict());
    System.exit(report.isFlat() ? 0 : 1);
  }

  /** Reads "90s", "30m", "12h" or "7d". */
  static Duration duration(String text) {
    if (!text.matches("\\d{1,6}[smhd]")) {
      throw new IllegalArgumentException("'%s' is no time such as 30m, 12h or 7d".formatted(text));
    }
    String upper = text.toUpperCase(Locale.ROOT);
    return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
  }

  static Process edge(Path output, String... command) throws IOException {
    Process edge =
        new ProcessBuilder(command).redirectError(output.resolve("edge.txt").toFile()).start();
    BufferedReader lines = edge.inputReader();
    String line = lines.readLine();
    if (line == null) {
      try (Stream<String> said = Files.lines(output.resolve("edge.txt"))) {
        throw new IllegalStateException("the edge did not start: " + said.toList());
      }
    }
    return edge;
  }

  private static Process device(Path output, String... command) throws IOException {
    return new ProcessBuilder(command).redirectError(output.resolve("device.txt").toFile()).start();
  }
}
