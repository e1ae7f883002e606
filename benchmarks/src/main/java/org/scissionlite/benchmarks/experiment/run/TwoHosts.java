package org.scissionlite.benchmarks.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.scissionlite.benchmarks.experiment.LinkSetting;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.law.LinkLaw;
import org.scissionlite.benchmarks.law.Testbed;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.Json;

/**
 * An edge that serves, and a device that rehearses, is held back by a quota, and then does what it
 * is there for.
 *
 * @param script of the testbed
 * @param link between the two
 * @param quota of how many parts of processor time the device gets one; 1 for no quota
 */
record TwoHosts(Path script, LinkSetting link, double quota) {
  private static final long MOST_HOURS = 2;

  /** The link of rehearsals, which take no longer than they must. */
  private static final double FAST_MEGABITS = 500;

  private static final double FAST_MILLIS = 1;

  /** As {@code ./scissionlite device} starts it. */
  static final List<String> DEVICE_JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmn8m");

  /** As {@code ./scissionlite edge} starts it. */
  private static final List<String> EDGE_JVM = List.of("-XX:+UseSerialGC", "-Xms64m");

  /** Whether this user may make namespaces, and has what the testbed needs. */
  static boolean canBeHad(Path script) {
    try {
      return Files.isExecutable(script)
          && new ProcessBuilder("sh", "-c", "gcc --version && ip netns add try && ip netns del try")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Probes the link as the device sees it, and writes it as a network file. */
  void probe(Path bundle, Path network) throws Exception {
    Files.createDirectories(network.getParent());
    run(
        List.of(bundle.toString()),
        true,
        (testbed, edge) ->
            quiet(testbed.java("device", DEVICE_JVM, ProbingDevice.class, network.toString()))
                .start());
  }

  /** Measures assignments; what was measured comes in their order. */
  List<Measured> measure(Assignments all, List<Path> pictures, long interval, Effort effort)
      throws Exception {
    Assignments assignments = all.different();
    Path folder = Files.createTempDirectory("experiment");
    Path plan = folder.resolve("plan.json");
    Path result = folder.resolve("result.json");
    run(
        assignments.bundles(),
        effort.pace().isRehearsed(),
        (testbed, edge) -> {
          Json.write(
              plan,
              new MeasuringPlan(
                  assignments.all(),
                  assignments.bundles(),
                  pictures.stream().map(Path::toString).toList(),
                  interval,
                  effort.pace(),
                  edge.pid()));
          return quiet(
                  testbed.java(
                      "device",
                      DEVICE_JVM,
                      MeasuringDevice.class,
                      plan.toString(),
                      result.toString()))
              .start();
        });
    List<Measured> found =
        Json.read(result, MeasuringDevice.MeasuredList.class, "measurement").measured();
    Files.delete(plan);
    Files.delete(result);
    Files.delete(folder);
    return all.measured(found);
  }

  /** Starts the device once the edge is there. */
  private interface Starting {
    Process device(Testbed testbed, Process edge) throws Exception;
  }

  private void run(List<String> bundles, boolean isRehearsed, Starting starting) throws Exception {
    try (Testbed testbed = Testbed.up(script, FAST_MEGABITS, FAST_MILLIS)) {
      List<String> arguments =
          new ArrayList<>(List.of(Testbed.EDGE, threads(), String.valueOf(isRehearsed)));
      arguments.addAll(bundles);
      ProcessBuilder serving =
          quiet(
              testbed.java(
                  "edge", EDGE_JVM, MeasuringEdge.class, arguments.toArray(String[]::new)));
      Process edge = serving.start();
      try {
        LinkLaw.awaitReady(edge);
        Process device = starting.device(testbed, edge);
        try {
          LinkLaw.awaitReady(device);
          testbed.set(link.megabits(), link.roundTripMillis(), 0);
          work(device);
        } finally {
          device.destroyForcibly().waitFor();
        }
      } finally {
        edge.destroyForcibly().waitFor();
      }
    }
  }

  private static String threads() {
    return String.valueOf(Runtime.getRuntime().availableProcessors());
  }

  static ProcessBuilder quiet(ProcessBuilder builder) {
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return builder;
  }

  private void work(Process device) throws Exception {
    if (quota <= 1) {
      go(device);
      return;
    }
    try (DeviceQuota held = DeviceQuota.open(script, quota)) {
      held.hold(device.pid());
      go(device);
    }
  }

  private static void go(Process device) throws IOException, InterruptedException {
    device.getOutputStream().write('\n');
    device.getOutputStream().flush();
    if (!device.waitFor(MOST_HOURS, TimeUnit.HOURS)) {
      throw new ScissionLiteException("the device did not end within %d h".formatted(MOST_HOURS));
    }
    if (device.exitValue() != 0) {
      throw new ScissionLiteException("the device ended with " + device.exitValue());
    }
  }
}
