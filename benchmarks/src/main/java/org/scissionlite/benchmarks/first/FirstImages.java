package org.scissionlite.benchmarks.first;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.benchmarks.law.Testbed;

/**
 * How much longer than device compute, round trip, bytes and edge compute the first images take,
 * with a rehearsal and without.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.first.FirstImages \
 *     SCRIPT BUNDLE PICTURES COUNT INTERVAL_MILLIS SECONDS... [-- JVM options]
 * </pre>
 *
 * <p>SCRIPT makes the testbed, which needs root; SECONDS are rehearsals that are tried in turn, 0
 * for none. Options behind "--" go to both processes.
 */
public final class FirstImages {
  private static final double MEGABITS = 60;
  private static final double ROUND_TRIP_MILLIS = 27.4;
  private static final double BYTES_PER_MILLI = MEGABITS * 125;

  private FirstImages() {}

  /** Prints the overhead of the first, the next and the last images for each rehearsal. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 6) {
      System.err.println(
          "usage: FirstImages SCRIPT BUNDLE PICTURES COUNT INTERVAL_MILLIS SECONDS... [-- OPTIONS]");
      System.exit(2);
    }
    List<String> all = List.of(arguments);
    int end = all.contains("--") ? all.indexOf("--") : all.size();
    List<String> jvm = all.subList(Math.min(all.size(), end + 1), all.size());
    Path script = Path.of(arguments[0]).toAbsolutePath();
    try (Testbed testbed = Testbed.up(script, MEGABITS, ROUND_TRIP_MILLIS)) {
      for (String seconds : all.subList(5, end)) {
        System.out.printf(
            "rehearsal of %s s: %s%n", seconds, table(run(testbed, all, seconds, jvm)));
      }
    }
    System.exit(0);
  }

  /** The overhead of each image in milliseconds. */
  private static List<Double> run(
      Testbed testbed, List<String> arguments, String seconds, List<String> jvm) throws Exception {
    String bundle = arguments.get(1);
    Process edge =
        testbed.java("edge", jvm, FirstSide.class, "edge", bundle, seconds, Testbed.EDGE).start();
    try {
      lines(edge).readLine();
      Process device =
          testbed
              .java(
                  "device",
                  jvm,
                  FirstSide.class,
                  "device",
                  bundle,
                  seconds,
                  Testbed.EDGE,
                  arguments.get(2),
                  arguments.get(3),
                  arguments.get(4))
              .start();
      List<Double> overheads = lines(device).lines().map(FirstImages::overhead).toList();
      Files.write(
          Path.of("first-images-" + seconds + ".txt"),
          overheads.stream().map(String::valueOf).toList());
      return overheads;
    } finally {
      edge.getOutputStream().close();
      edge.destroyForcibly().waitFor();
    }
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static double overhead(String line) {
    String[] parts = line.split(" ", -1);
    double computed = Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]);
    double sent = ROUND_TRIP_MILLIS + Long.parseLong(parts[4]) / BYTES_PER_MILLI;
    return Double.parseDouble(parts[0]) - computed - sent;
  }

  private static String table(List<Double> overheads) {
    List<String> cells = new ArrayList<>();
    int count = overheads.size();
    for (int[] range :
        new int[][] {{0, 10}, {10, 30}, {30, 100}, {Math.max(0, count - 30), count}}) {
      if (range[1] <= count) {
        List<Double> sorted = overheads.subList(range[0], range[1]).stream().sorted().toList();
        cells.add(
            String.format(
                Locale.ROOT,
                "images %d to %d: median %.2f ms, p95 %.2f",
                range[0] + 1,
                range[1],
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1)));
      }
    }
    return String.join("; ", cells);
  }
}
