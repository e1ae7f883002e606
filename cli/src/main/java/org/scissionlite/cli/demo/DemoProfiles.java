package org.scissionlite.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Model;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.Benchmark;
import org.scissionlite.profile.measure.BenchmarkListener;
import org.scissionlite.profile.measure.BenchmarkOptions;
import org.scissionlite.profile.measure.Pace;

/**
 * The profiles of the emulated device (one thread, slowed down) and of the edge (all processors).
 *
 * @param slowdown factor of the device
 */
record DemoProfiles(Profile device, Profile edge, double slowdown) {
  /** The paper's Jetson TX2 CPU runs DenseNet169 in about 0.9 s. */
  private static final double DEVICE_NANOS = 0.9e9;

  private static final int PROBE_RUNS = 15;
  private static final Pace PACE = new Pace(Duration.ofMillis(100), false);

  static DemoProfiles measure(
      Model model, Preprocessing preprocessing, DemoOptions options, Consumer<String> progress) {
    Engine engine = new OrtEngine();
    double slowdown = options.slowdown().orElseGet(() -> slowdownFor(engine, model, preprocessing));
    progress.accept(
        "    the device is emulated: one thread, %.1f times slower than this machine"
            .formatted(slowdown));
    BenchmarkOptions device =
        BenchmarkOptions.of(new SystemId(Tier.DEVICE, "emulated-device"))
            .withRuns(options.effort().warmup(), options.effort().repeats())
            .withTransferLayers(options.effort().transferLayers())
            .withTypicalLayers(List.of())
            .withPreprocessing(preprocessing)
            .withSlowdown(slowdown);
    BenchmarkOptions edge =
        BenchmarkOptions.of(new SystemId(Tier.EDGE, "this-machine"))
            .withThreads(Runtime.getRuntime().availableProcessors())
            .withRuns(options.effort().warmup(), options.effort().repeats())
            .withTransferLayers(options.effort().transferLayers())
            .withTypicalLayers(List.of())
            .withPreprocessing(preprocessing);
    Benchmark benchmark = new Benchmark(engine, BenchmarkListener.silent());
    return new DemoProfiles(
        benchmark.run(model, device.withPace(PACE)).atIntervals(),
        benchmark.run(model, edge.withPace(PACE)).atIntervals(),
        slowdown);
  }

  private static double slowdownFor(Engine engine, Model model, Preprocessing preprocessing) {
    Map<String, Tensor> input =
        RandomPictures.examples(model.graph().inputs(), preprocessing, 1, 1).get(0);
    List<Long> nanos = new ArrayList<>();
    try (Session session = engine.open(model.graph(), 1)) {
      session.run(input);
      for (int i = 0; i < PROBE_RUNS; i++) {
        long start = System.nanoTime();
        session.run(input);
        nanos.add(System.nanoTime() - start);
      }
    }
    return Math.max(1, DEVICE_NANOS / Timing.of(nanos).medianNanos());
  }
}
