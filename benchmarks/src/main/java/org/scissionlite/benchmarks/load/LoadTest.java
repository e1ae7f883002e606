package org.scissionlite.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.offload.edge.EdgeWork;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.plan.capacity.Arrivals.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Many devices on one edge, beside what ONNX Runtime alone does with the same batches on the same
 * processors in the same run.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.load.LoadTest --help
 * </pre>
 */
@Command(
    name = "load-test",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description =
        "Puts many devices on an edge of this machine, beside what ONNX Runtime alone does with the"
            + " same batches, and what a simulation of its queue says.",
    footer = {
      "",
      "Example:",
      "  taskset -c 0 java -cp benchmarks.jar org.scissionlite.benchmarks.load.LoadTest \\",
      "      --device-cores 1 --batch 8 results",
      "",
      "The devices are a process of their own. Where they have other cores than the edge, the edge",
      "has what it would have in a plant; nothing else should run on the machine."
    })
public final class LoadTest implements Callable<Integer> {
  private static final int PIXELS = 96;
  private static final int LOOK_MILLIS = 100;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "Takes load.json, load.png, and service-times.json for 'plan --service-times'.")
  private Path output;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "What every step takes. Default: 10.")
  private double seconds = 10;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description =
          "How long devices ask before, at most, so that Java's compiler rests. Default: 60.")
  private double warmUp = 60;

  @Option(
      names = "--start-file",
      paramLabel = "FILE",
      description =
          "After the warm-up, waits until this file is there, so that the machine can be made still"
              + " by then. Default: none.")
  private Path startFile;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Requests that one run answers at most. Default: 8.")
  private int batch = 8;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Runs at a time. Default: one for each core of the edge.")
  private int parallel = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--bundle",
      paramLabel = "BUNDLE",
      description =
          "Whose first scenario is served. Default: MobileNetV2 at 96 x 96 with random weights, cut"
              + " in the middle.")
  private Path bundle;

  @Option(
      names = "--device-cores",
      paramLabel = "CORES",
      description =
          "Where the devices run, as taskset takes it, such as 1 or 2-3. Default: where the edge"
              + " runs.")
  private String deviceCores = "";

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "N",
      description =
          "Devices that ask again as soon as they have their answer; the last number is also that of"
              + " the loads. Default: 1,8,50,200.")
  private List<Integer> devices = List.of(1, 8, 50, 200);

  @Option(
      names = "--loads",
      split = ",",
      paramLabel = "SHARE",
      description =
          "Loads of images that come by chance, as shares of the most answers a second. Default:"
              + " 0.1,0.3,0.5,0.7,0.8,0.9.")
  private List<Double> loads = List.of(0.1, 0.3, 0.5, 0.7, 0.8, 0.9);

  @Option(
      names = "--arrivals",
      paramLabel = "PATTERN",
      description =
          "How the images of the loads come: poisson (by chance) or periodic (each camera at its own"
              + " moment). Default: poisson.")
  private Pattern pattern = Pattern.POISSON;

  @Option(
      names = "--round-trips",
      paramLabel = "N",
      description =
          "Requests of 12.5 kB that are held against bare calls; 0 leaves it out. Default: 5000.")
  private int roundTrips = 5_000;

  /** Measures. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new LoadTest())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(output);
    LoadRun.Extent extent =
        new LoadRun.Extent(seconds, warmUp, devices, loads, pattern, roundTrips, deviceCores);
    int processors = Runtime.getRuntime().availableProcessors();
    EdgeWork work = work(batch, parallel, Math.max(1, processors / parallel), extent);
    LoadReport report = new LoadRun(served(), work, extent, this::isWarm).measure(output);
    spec.commandLine().getOut().print(report.text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void isWarm() throws InterruptedException {
    while (startFile != null && !Files.exists(startFile)) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Bundle served() {
    return Optional.ofNullable(bundle)
        .map(BundleReader::open)
        .orElseGet(() -> LoadModel.write(output.resolve("bundle"), new OrtEngine(), PIXELS));
  }

  static EdgeWork work(int batch, int parallel, int threads, LoadRun.Extent extent) {
    return EdgeWork.usual()
        .withThreads(threads)
        .withParallel(parallel)
        .withBatch(batch, Duration.ZERO)
        .withQueue(2 * extent.most());
  }
}
