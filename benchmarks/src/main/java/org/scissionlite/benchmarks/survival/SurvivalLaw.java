package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.scissionlite.file.Json;

/**
 * Answers images while edge, link and device fail at random moments, their clocks jump, the disk of
 * the device's cache is full, and downloads of new versions are damaged.
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
      Path output = Path.of(arguments[1]);
      report = run(SurvivalPlan.whole(images, seed), site, releasesIn(output), output);
    }
    System.out.print(report.text());
    System.exit(report.holds() ? 0 : 1);
  }

  /** The releases of a run in that folder. */
  static Releases releasesIn(Path output) throws IOException {
    Path bundles = Files.createDirectories(output.resolve("bundles"));
    return Releases.into(bundles.resolve(SurvivalDevice.NAME));
  }

  /** Runs a plan; a folder takes the cache, the log, the report and the chart. */
  static SurvivalReport run(SurvivalPlan plan, Site site, Releases releases, Path output)
      throws Exception {
    Path cache = Files.createDirectories(output.resolve("cache"));
    Path log = output.resolve("answers.txt");
    News news = SurvivalDevice.newsBeside(log);
    Files.deleteIfExists(log);
    Files.deleteIfExists(news.file());
    Optional<SmallDisk> disk = SmallDisk.at(cache);
    if (disk.isEmpty()) {
      System.err.println("no disk may be mounted: that of the cache does not fill");
    }
    try {
      Adversary.Weapons weapons =
          new Adversary.Weapons(JumpingClock.in(output), disk, cache, releases, news);
      List<Fault> faults = faults(plan, site, weapons, log);
      SurvivalReport report =
          SurvivalReport.of(plan, releases.model(), AnswerLog.read(log), faults, news.lines());
      Json.write(output.resolve("survival.json"), report);
      report.chart().picture().write(output.resolve("survival.png"));
      return report;
    } finally {
      disk.ifPresent(SmallDisk::close);
    }
  }

  private static List<Fault> faults(
      SurvivalPlan plan, Site site, Adversary.Weapons weapons, Path log) throws Exception {
    ProcessBuilder edge =
        site.onEdge(
            SurvivalEdge.class,
            weapons.releases().folder().getParent().toString(),
            site.edge().host(),
            String.valueOf(site.edge().port()));
    ProcessBuilder device =
        site.onDevice(
            SurvivalDevice.class,
            weapons.cache().toString(),
            site.edgeFromDevice().host(),
            String.valueOf(site.edgeFromDevice().port()),
            log.toString(),
            String.valueOf(plan.images()),
            String.valueOf(plan.interval().toMillis()),
            String.valueOf(plan.deadline().toMillis()));
    if (weapons.clock().isPresent()) {
      weapons.clock().get().seenBy(edge);
      weapons.clock().get().seenBy(device);
    } else {
      System.err.println("no C compiler for Linux is there: the clock does not jump");
    }
    try (Adversary adversary =
        new Adversary(site, plan, weapons, () -> Child.start(edge), () -> Child.start(device))) {
      Runtime.getRuntime().addShutdownHook(new Thread(adversary::close));
      return adversary.run();
    }
  }
}
