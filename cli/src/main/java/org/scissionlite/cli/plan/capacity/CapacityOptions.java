package org.scissionlite.cli.plan.capacity;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.capacity.Arrivals;
import org.scissionlite.plan.capacity.Arrivals.Pattern;
import org.scissionlite.plan.capacity.Servers;
import org.scissionlite.plan.capacity.ServiceTimesFile;
import picocli.CommandLine.Option;

/** How many cameras ask one edge, and how quickly they want their answers. */
public final class CapacityOptions {
  @Option(
      names = "--cameras",
      paramLabel = "N",
      description = "Also say how many cores or replicas of the edge N cameras need.")
  private Integer cameras;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "With --cameras: the images of one camera, a second.")
  private Double rate;

  @Option(
      names = "--p99",
      paramLabel = "MS",
      description =
          "With --cameras: 99 of 100 answers are there within MS milliseconds, device and link included.")
  private Double p99Millis;

  @Option(
      names = "--arrivals",
      paramLabel = "PATTERN",
      defaultValue = "periodic",
      description =
          "With --cameras: periodic is each at its own moment, poisson by chance, together all at once. "
              + "Default: ${DEFAULT-VALUE}.")
  private String pattern;

  @Option(
      names = "--edge-batch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "With --cameras: as 'edge --batch', which needs --service-times of batches. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--edge-parallel",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "With --cameras: as 'edge --parallel' of each replica. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--service-times",
      converter = FilePath.class,
      paramLabel = "FILE",
      description =
          "With --cameras: run times of the edge as the load test has measured them. Default: those of the profile.")
  private Path serviceTimes;

  /**
   * What the cameras need; empty where nobody asks.
   *
   * @throws UsageException for options that are missing or make no sense
   */
  public Optional<CapacityAnswer> answer(Plan plan) {
    if (cameras == null) {
      if (rate != null || p99Millis != null || serviceTimes != null) {
        throw new UsageException("--rate, --p99 and --service-times go with --cameras");
      }
      return Optional.empty();
    }
    if (rate == null || p99Millis == null) {
      throw new UsageException("--cameras wants --rate and --p99 too");
    }
    if (serviceTimes == null && batch > 1) {
      throw new UsageException(
          "--edge-batch wants --service-times: a profile holds no times of batches");
    }
    Optional<ServiceTimesFile> measured =
        Optional.ofNullable(serviceTimes).map(ServiceTimesFile::read);
    return Optional.of(
        CapacityAnswer.of(
            plan,
            new Arrivals(pattern(), cameras, rate),
            new Servers(parallel, batch, 0),
            p99Millis,
            measured));
  }

  private Pattern pattern() {
    return Arrays.stream(Pattern.values())
        .filter(each -> each.toString().equals(pattern.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                UsageException.unknownName(
                    "pattern of arrivals",
                    pattern,
                    Arrays.stream(Pattern.values()).map(Pattern::toString).toList()));
  }
}
