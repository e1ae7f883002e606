package org.scissionlite.benchmarks.survival;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.scissionlite.file.Json;

/**
 * Answers images while edge, link and device fail at random moments, and their clocks jump.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.survival.SurvivalLaw \
 *     SHARED OUTPUT [IMAGES [SEED]]
 * </pre>
 *
 * <p>SHARED holds {@code testbed/link}. Needs root, and nothing else that runs. Writes
 * OUTPUT/survival.json and OUTPUT/survival.png; 10,000 images take some ten minutes.
 */
public final class SurvivalLaw {
  private static final String IMAGES = "10000";

  private SurvivalLaw() {}

  /** Runs it; exits with 1 where the law does not hold. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2 || arguments.length > 4) {
      System.err.println("usage: SurvivalLaw SHARED OUTPUT [IMAGES [SEED]]");
      System.exit(2);
    }
    int images = Integer.parseInt(arguments.length > 2 ? arguments[2] : IMAGES);
    long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.nanoTime() % 100_000;
    System.err.println("seed " + seed);
    Path script = Path.of(arguments[0]).resolve("testbed").resolve("link").toAbsolutePath();
    SurvivalReport report;
    try (Site site = TestbedSite.open(script)) {
      report = run(SurvivalPlan.whole(images, seed), site, Path.of(arguments[1]));
    }
    System.out.print(report.text());
    System.exit(report.holds() ? 0 : 1);
  }

  /** Runs a plan; a folder takes the bundle, the log, the report and the chart. */
  static SurvivalReport run(SurvivalPlan plan, Site site, Path output) throws Exception {
    Files.createDirectories(output);
    Path folder = output.resolve("bundle");
    SurvivalModel model = SurvivalModel.write(folder);
    Path log = output.resolve("answers.txt");
    Files.deleteIfExists(log);
    ProcessBuilder edge =
        site.onEdge(
            SurvivalEdge.class,
            folder.toString(),
            site.edge().host(),
            String.valueOf(site.edge().port()));
    ProcessBuilder device =
        site.onDevice(
            SurvivalDevice.class,
            folder.toString(),
            site.edgeFromDevice().host(),
            String.valueOf(site.edgeFromDevice().port()),
            log.toString(),
            String.valueOf(plan.images()),
            String.valueOf(plan.interval().toMillis()),
            String.valueOf(plan.deadline().toMillis()));
    Optional<JumpingClock> clock = JumpingClock.in(output);
    if (clock.isPresent()) {
      clock.get().seenBy(edge);
      clock.get().seenBy(device);
    } else {
      System.err.println("no C compiler for Linux is there: the clock does not jump");
    }
    List<Fault> faults;
    try (Adversary adversary =
        new Adversary(site, plan, clock, () -> Child.start(edge), () -> Child.start(device))) {
      Runtime.getRuntime().addShutdownHook(new Thread(adversary::close));
      faults = adversary.run();
    }
    SurvivalReport report = SurvivalReport.of(plan, model, AnswerLog.read(log), faults);
    Json.write(output.resolve("survival.json"), report);
    report.chart().picture().write(output.resolve("survival.png"));
    return report;
  }
}
