package org.scissionlite.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.demo.DemoReport.Optimum;
import org.scissionlite.cli.demo.DemoReport.OptimumRow;
import org.scissionlite.cli.offload.result.DeviceReport;
import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.cli.optimise.OptimiseReport.Way;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.evaluation.SubjectReport;
import org.scissionlite.file.Json;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.Timing;

/**
 * The joint optimum for the trained steel classifier over the demo's link, found by the commands
 * that a user calls: {@code benchmark} twice, then {@code optimise}. The slices that it writes are
 * run by device and edge processes, and judged on the test images.
 */
final class SteelOptimum {
  /** The classifier is small: so slow a device is what an edge is for. */
  static final double SLOWDOWN = 100;

  private static final double MAX_DROP_POINTS = 2;
  private static final int SIZE = 128;
  private static final long SEED = 4;
  private static final long MINUTES = 60_000;

  /** Of a benchmark that something else disturbed. */
  private static final int REPEATS_ONCE_MORE = 30;

  private final Path folder;
  private final DemoOptions options;
  private final Consumer<String> progress;

  SteelOptimum(Path folder, DemoOptions options, Consumer<String> progress) {
    this.folder = folder;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Checks, before the long work is done, that its images may be written into a folder.
   *
   * @throws org.scissionlite.error.UsageException if something else stands there
   */
  static void requirePlace(Path folder) {
    SteelImages.requireReplaceable(images(folder));
  }

  private static Path images(Path folder) {
    return folder.resolve("search");
  }

  /** Finds and measures it; the classifier's files lie in the folder. */
  Optimum measure(SteelTrial trial) {
    new SteelImages(options.effort().searchImages(), SIZE, SEED).write(images(folder), done -> {});
    progress.accept("    benchmark: the classifier on both sides");
    benchmark("camera", "--threads=1", "--slowdown=" + SLOWDOWN);
    benchmark("server", "--tier=edge");
    progress.accept("    optimise: cut and transfer layer, losing at most 2 points");
    OptimiseReport report = optimise();
    Bundle bundle = BundleReader.open(bundle());
    progress.accept("    run: its slices on device and edge");
    return new Optimum(
        report.verdict(), SLOWDOWN, MAX_DROP_POINTS, rows(report, trial.judge(bundle)));
  }

  private Path bundle() {
    return folder.resolve("optimum");
  }

  private void benchmark(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "benchmark",
                folder.resolve("steel.onnx").toString(),
                "--name=" + name,
                "--data=" + images(folder).resolve("images"),
                "--memory=computed",
                "--output=" + profiles()));
    Collections.addAll(arguments, more);
    if (isDisturbed(name, arguments)) {
      progress.accept("    benchmark: once more, as the machine did something else meanwhile");
      arguments.add("--repeats=" + REPEATS_ONCE_MORE);
      if (isDisturbed(name, arguments)) {
        progress.accept("    the machine is unsteady: do not trust what is predicted below");
      }
    }
  }

  /** Runs it; whether its profile was written, but its parts do not fit the whole. */
  private boolean isDisturbed(String name, List<String> arguments) {
    try {
      run("benchmark-" + name, arguments);
      return false;
    } catch (ScissionLiteException e) {
      if (isUneven(name)) {
        return true;
      }
      throw e;
    }
  }

  /** Whether a profile was written whose parts do not fit the whole. */
  private boolean isUneven(String name) {
    return Files.isDirectory(profiles())
        && ProfileFile.readFolder(profiles()).stream()
            .anyMatch(each -> each.system().name().equals(name) && !each.isConsistent());
  }

  private Path profiles() {
    return folder.resolve("profiles");
  }

  private OptimiseReport optimise() {
    Path network = folder.resolve("network.csv");
    NetworkFile.write(network, Network.of("camera", "server", options.link()));
    run(
        "optimise",
        List.of(
            "optimise",
            folder.resolve("steel.onnx").toString(),
            "--data=" + images(folder),
            "--profiles=" + profiles(),
            "--network=" + network,
            "--max-drop=" + MAX_DROP_POINTS,
            "--images=" + options.effort().searchImages(),
            "--output=" + bundle()));
    return Json.read(
        folder.resolve("optimum.optimise.json"), OptimiseReport.class, "report of 'optimise'");
  }

  private void run(String log, List<String> arguments) {
    try (ChildProcess process = ChildProcess.start(logs(), "steel-" + log, arguments)) {
      process.awaitOutput(10 * MINUTES);
    }
  }

  private Path logs() {
    return options.output().resolve("logs");
  }

  /** The device alone first, then the scenarios of the bundle, the winner first. */
  private List<OptimumRow> rows(OptimiseReport report, List<SubjectReport> judged) {
    Map<String, SubjectReport> accuracies = new LinkedHashMap<>();
    Iterator<SubjectReport> each = judged.iterator();
    accuracies.put("", each.next());
    each.forEachRemaining(subject -> accuracies.put(subject.subject().name(), subject));
    List<OptimumRow> rows = new ArrayList<>();
    try (Measurement measurement = Measurement.start(bundle(), logs(), options)) {
      accuracies.forEach(
          (scenario, accuracy) -> {
            Way way = way(report, scenario);
            DeviceReport measured = measurement.measure(scenario, pictures(), SLOWDOWN);
            rows.add(row(report, way, accuracy, measured.request(), alone(rows, measured)));
          });
    }
    return rows;
  }

  private static double alone(List<OptimumRow> rows, DeviceReport measured) {
    return (rows.isEmpty() ? measured.request() : rows.get(0).measured()).medianNanos();
  }

  private List<String> pictures() {
    return SteelTrial.testPictures(folder, options.effort().images());
  }

  private static Way way(OptimiseReport report, String scenario) {
    Optional<Way> found =
        report.candidates().stream()
            .filter(
                way -> scenario.isEmpty() ? way.cut().equals("-") : scenario.equals(way.scenario()))
            .findFirst();
    return found.orElseThrow();
  }

  private static OptimumRow row(
      OptimiseReport report, Way way, SubjectReport accuracy, Timing measured, double alone) {
    boolean isBest = way.words().equals(report.best().words());
    return new OptimumRow(
        isBest,
        way.cut(),
        way.transferLayer(),
        way.millis(),
        measured,
        alone / measured.medianNanos(),
        SteelAccuracy.of(way.cut(), way.transferLayer(), accuracy));
  }
}
