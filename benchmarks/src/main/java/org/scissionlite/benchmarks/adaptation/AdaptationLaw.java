package org.scissionlite.benchmarks.adaptation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.benchmarks.law.LinkLaw;
import org.scissionlite.benchmarks.law.Testbed;
import org.scissionlite.benchmarks.stream.StreamBundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.file.Json;
import org.scissionlite.offload.device.Answer;

/**
 * Holds a device that adapts to its link against each scenario that never changes, and against one
 * that knows the link beforehand: the best scenario of each phase.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.adaptation.AdaptationLaw \
 *     SHARED OUTPUT [SECONDS [QUOTA]]
 * </pre>
 *
 * <p>SHARED holds {@code testbed/link}, {@code models} and {@code data}. Needs root, and nothing
 * else that runs. SECONDS a phase, 20 if not given: eight phases for each of five policies take
 * some 15 minutes. With QUOTA the device is no emulated one, but gets so many percent of one core
 * from Linux, and half of that while it is hot. Writes OUTPUT/adaptation.json, rates.png and
 * choices.png, and prints the table.
 */
public final class AdaptationLaw {
  private static final String SECONDS = "20";

  private final Testbed testbed;
  private final Process neighbours;
  private final Path shared;
  private final Path output;
  private final double phaseSeconds;
  private final OptionalDouble quota;

  private AdaptationLaw(Testbed testbed, Process neighbours, Path shared, Settings settings) {
    this.testbed = testbed;
    this.neighbours = neighbours;
    this.shared = shared;
    this.output = settings.output();
    this.phaseSeconds = settings.phaseSeconds();
    this.quota = settings.quota();
  }

  /**
   * How it runs.
   *
   * @param output folder of the bundle and the report
   * @param quota of the device in percent of one core; empty for an emulated device
   */
  record Settings(Path output, double phaseSeconds, OptionalDouble quota) {}

  /** Measures; exits with 1 where the law does not hold. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2 || arguments.length > 4) {
      System.err.println("usage: AdaptationLaw SHARED OUTPUT [SECONDS [QUOTA]]");
      System.exit(2);
    }
    Settings settings =
        new Settings(
            Path.of(arguments[1]),
            Double.parseDouble(arguments.length > 2 ? arguments[2] : SECONDS),
            arguments.length > 3
                ? OptionalDouble.of(Double.parseDouble(arguments[3]))
                : OptionalDouble.empty());
    AdaptationReport report = run(Path.of(arguments[0]), settings);
    System.out.print(report.text());
    System.exit(report.holds() ? 0 : 1);
  }

  /** Measures. */
  static AdaptationReport run(Path shared, Settings settings) throws Exception {
    Files.createDirectories(settings.output());
    Path bundle = settings.output().resolve("bundle");
    StreamBundle.write(shared, bundle, true);
    Path script = shared.resolve("testbed").resolve("link").toAbsolutePath();
    Phase first = Phase.all(settings.phaseSeconds()).get(0);
    try (Testbed testbed = Testbed.up(script, first.megabits(), first.roundTripMillis())) {
      Process edge = beside(testbed, AdaptationEdge.class, bundle);
      try {
        Process neighbours = beside(testbed, EdgeNeighbours.class, bundle);
        try {
          return new AdaptationLaw(testbed, neighbours, shared, settings).report(policies(bundle));
        } finally {
          neighbours.destroyForcibly().waitFor();
        }
      } finally {
        edge.destroyForcibly().waitFor();
      }
    }
  }

  private static Process beside(Testbed testbed, Class<?> main, Path bundle) throws Exception {
    Process process = testbed.java("edge", main, Testbed.EDGE, bundle.toString()).start();
    LinkLaw.awaitReady(process);
    return process;
  }

  private static List<String> policies(Path bundle) {
    List<String> policies = new ArrayList<>(List.of(PolicyRun.ADAPTIVE));
    BundleReader.open(bundle).manifest().scenarios().stream()
        .map(SplitScenario::name)
        .forEach(policies::add);
    policies.add(Answer.ALONE);
    return policies;
  }

  private AdaptationReport report(List<String> policies) throws Exception {
    List<PolicyRun> runs = new ArrayList<>();
    for (String policy : policies) {
      runs.add(device(policy));
    }
    List<Phase> phases = Phase.all(phaseSeconds);
    AdaptationReport report = new AdaptationReport(phases, phaseSeconds * phases.size(), runs);
    Json.write(output.resolve("adaptation.json"), report);
    report.rates().picture().write(output.resolve("rates.png"));
    report.choices().picture().write(output.resolve("choices.png"));
    return report;
  }

  private PolicyRun device(String policy) throws Exception {
    List<Phase> phases = Phase.all(phaseSeconds);
    set(phases.get(0));
    Path result = output.resolve("run.json");
    String[] arguments = {
      policy,
      output.resolve("bundle").toString(),
      StreamBundle.images(shared).toString(),
      Testbed.EDGE,
      String.valueOf(phaseSeconds),
      result.toString(),
      quota.isPresent() ? AdaptationDevice.REAL : AdaptationDevice.EMULATED
    };
    Process device = program(arguments).start();
    try {
      LinkLaw.awaitReady(device);
      long begun = System.nanoTime();
      for (Phase phase : phases) {
        await(begun + Math.round(phase.fromSeconds() * 1e9));
        set(phase);
        if (quota.isPresent()) {
          CpuQuota.of(device).set(quota.getAsDouble() / phase.slowdown());
        }
      }
      int code = device.waitFor();
      if (code != 0) {
        throw new IllegalStateException("the device ended with " + code);
      }
      return Json.read(result, PolicyRun.class, "run");
    } finally {
      device.destroyForcibly().waitFor();
    }
  }

  private ProcessBuilder program(String... arguments) {
    return quota.isPresent()
        ? testbed.javaOfQuota(quota.getAsDouble(), AdaptationDevice.class, arguments)
        : testbed.java("device", AdaptationDevice.class, arguments);
  }

  private void set(Phase phase) throws IOException {
    testbed.set(phase.megabits(), phase.roundTripMillis(), 0);
    neighbours.getOutputStream().write(phase.shared() ? EdgeNeighbours.BEGIN : EdgeNeighbours.END);
    neighbours.getOutputStream().flush();
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
