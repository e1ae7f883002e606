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
 * How much longer than device compute, round trip, bytes and edge compute the first, the hundredth,
 * the thousandth and the ten-thousandth image take, with a rehearsal and without.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.first.FirstImages \
 *     SCRIPT BUNDLE PICTURES LAST SLOW_MILLIS FAST_MILLIS SECONDS... [-- DEVICE_OPTIONS [-- EDGE_OPTIONS]]
 * </pre>
 *
 * <p>SCRIPT makes the testbed, which needs root. LAST is 100, 1000 or 10000: the last image that is
 * measured. An image comes every SLOW_MILLIS where images are measured, every FAST_MILLIS in
 * between. SECONDS are rehearsals that are tried in turn, 0 for none. Options are Java's; those of
 * the device go to the edge, too, where it has none of its own. With 10000 1000 50 a row takes
 * eleven minutes.
 */
public final class FirstImages {
  private static final double MEGABITS = 60;
  private static final double ROUND_TRIP_MILLIS = 27.4;
  private static final double BYTES_PER_MILLI = MEGABITS * 125;

  private FirstImages() {}

  /** Prints the overhead of the first, the next and the last images for each rehearsal. */
  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    List<List<String>> groups = groups(all);
    if (groups.get(0).size() < 7) {
      System.err.println(
          "usage: FirstImages SCRIPT BUNDLE PICTURES LAST SLOW_MILLIS FAST_MILLIS SECONDS... [-- DEVICE_OPTIONS [-- EDGE_OPTIONS]]");
      System.exit(2);
    }
    List<String> words = groups.get(0);
    FirstPlan plan =
        new FirstPlan(
            Integer.parseInt(words.get(3)),
            Long.parseLong(words.get(4)),
            Long.parseLong(words.get(5)));
    Path script = Path.of(arguments[0]).toAbsolutePath();
    try (Testbed testbed = Testbed.up(script, MEGABITS, ROUND_TRIP_MILLIS)) {
      for (String seconds : words.subList(6, words.size())) {
        System.out.printf(
            "rehearsal of %s s: %s%n", seconds, table(plan, run(testbed, groups, seconds)));
      }
    }
    System.exit(0);
  }

  /** What stands before, between and behind the words "--"; three groups. */
  static List<List<String>> groups(List<String> words) {
    List<List<String>> groups = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= words.size() && groups.size() < 3; i++) {
      if (i == words.size() || words.get(i).equals("--")) {
        groups.add(words.subList(from, i));
        from = Math.min(words.size(), i + 1);
      }
    }
    while (groups.size() < 3) {
      groups.add(groups.size() == 1 ? List.of() : groups.get(1));
    }
    return groups;
  }

  /** The overhead of each image in milliseconds. */
  private static List<Double> run(Testbed testbed, List<List<String>> groups, String seconds)
      throws Exception {
    List<String> arguments = groups.get(0);
    String bundle = arguments.get(1);
    Process edge =
        testbed
            .java("edge", groups.get(2), FirstSide.class, "edge", bundle, seconds, Testbed.EDGE)
            .start();
    try {
      lines(edge).readLine();
      Process device =
          testbed
              .java(
                  "device",
                  groups.get(1),
                  FirstSide.class,
                  "device",
                  bundle,
                  seconds,
                  Testbed.EDGE,
                  arguments.get(2),
                  arguments.get(3),
                  arguments.get(4),
                  arguments.get(5))
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

  /** The median and the 95th percentile of each window. */
  static String table(FirstPlan plan, List<Double> overheads) {
    List<String> cells = new ArrayList<>();
    for (FirstPlan.Window window : plan.windows()) {
      List<Double> sorted =
          overheads.subList(window.from() - 1, window.to()).stream().sorted().toList();
      cells.add(
          String.format(
              Locale.ROOT,
              "images %,d to %,d: median %.2f ms, p95 %.2f",
              window.from(),
              window.to(),
              sorted.get(sorted.size() / 2),
              sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1)));
    }
    return String.join("; ", cells);
  }
}
