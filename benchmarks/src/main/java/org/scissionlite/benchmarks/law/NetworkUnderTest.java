package org.scissionlite.benchmarks.law;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.scissionlite.benchmarks.law.LawRow.Parts;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Session;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.model.Model;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.evidence.KnownLayers;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Breakdown;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.measure.Benchmark;
import org.scissionlite.profile.measure.BenchmarkListener;
import org.scissionlite.profile.measure.BenchmarkOptions;
import org.scissionlite.profile.measure.Pace;

/** A network with its profile, its uncut self, and a device runtime for each scenario. */
final class NetworkUnderTest implements AutoCloseable {
  private static final int IMAGES = 8;
  private static final int COUNTED_IMAGES = 24;
  private static final int PROFILE_IMAGES = 16;
  private static final int DRIFT_RUNS = 30;

  /** Requests after which a device sends as suits their size and pace. */
  private static final int SETTLING = 4;

  private static final SystemId DEVICE = new SystemId(Tier.DEVICE, "device");
  private static final SystemId EDGE = new SystemId(Tier.EDGE, "edge");

  private final Model model;
  private final long hotNanos;
  private final List<Profile> profiles;
  private final Session uncut;
  private final List<Supplier<Map<String, Tensor>>> images;
  private final Map<SplitScenario, DeviceRuntime> runtimes;
  private int next;
  private Answer last;

  private NetworkUnderTest(
      Model model,
      long hotNanos,
      List<Profile> profiles,
      Session uncut,
      List<Supplier<Map<String, Tensor>>> images,
      Map<SplitScenario, DeviceRuntime> runtimes) {
    this.model = model;
    this.hotNanos = hotNanos;
    this.profiles = profiles;
    this.uncut = uncut;
    this.images = images;
    this.runtimes = runtimes;
  }

  static NetworkUnderTest open(LawModel network, LawBundles bundles, InetSocketAddress edge) {
    OrtEngine engine = new OrtEngine();
    Model model = network.model(bundles.shared());
    Path folder = network.images(bundles.shared());
    Profile profile = profile(network, model, folder, DEVICE);
    Profile edgeProfile = profile(network, model, folder, EDGE);
    TensorSpec input = model.graph().inputs().get(0);
    List<Path> files = new ArrayList<>(ImageFiles.in(folder));
    List<Path> sent = EvenlySpacedChoice.of(files, IMAGES);
    files.removeAll(sent);
    List<Supplier<Map<String, Tensor>>> images =
        sent.stream().map(file -> decoding(file, network.preprocessing(), input)).toList();
    Bundle bundle = BundleReader.open(bundles.folder(network));
    List<Path> counted = EvenlySpacedChoice.of(files, COUNTED_IMAGES);
    KnownLayers known =
        KnownLayers.of(
            List.of(profile.atIntervals(), edgeProfile.atIntervals()),
            new LawEvidence(engine, model, counted).of(bundle));
    Map<SplitScenario, DeviceRuntime> runtimes = new LinkedHashMap<>();
    for (SplitScenario scenario : bundle.manifest().scenarios()) {
      runtimes.put(
          scenario,
          DeviceRuntime.open(
              bundle,
              engine,
              DeviceOptions.sendingTo(edge)
                  .withThreads(1)
                  .withDeadline(Duration.ofSeconds(60))
                  .withScenario(scenario.name())));
    }
    return new NetworkUnderTest(
        model,
        profile.wholeModel().medianNanos(),
        known.profiles(),
        engine.open(model.graph(), 1),
        images,
        runtimes);
  }

  private static Profile profile(LawModel network, Model model, Path images, SystemId system) {
    long begun = System.nanoTime();
    Profile profile =
        new Benchmark(new OrtEngine(), BenchmarkListener.silent())
            .onImages(images, EvenlySpacedChoice.of(ImageFiles.in(images), PROFILE_IMAGES))
            .run(
                model,
                BenchmarkOptions.of(system)
                    .withRuns(2, 10)
                    .withPreprocessing(network.preprocessing())
                    .withTypicalLayers(List.of())
                    .withPace(new Pace(Duration.ofMillis(100), false))
                    .withTransferLayers(LawModel.LAYERS.subList(1, LawModel.LAYERS.size())));
    System.err.printf(
        "%s on the %s: profile in %.0f s, %.2f ms, at intervals %.2f times%n",
        network,
        system.name(),
        (System.nanoTime() - begun) / 1e9,
        profile.wholeModel().medianMillis(),
        profile.intervals().steady());
    return profile;
  }

  private static Supplier<Map<String, Tensor>> decoding(
      Path file, Preprocessing preprocessing, TensorSpec input) {
    return () -> Map.of(input.name(), ImageTensors.read(file, preprocessing, input));
  }

  /** Predicts and measures all scenarios over a link; each picture is decoded just before. */
  void measure(
      LawCases cases, LawGrid.Setting setting, Link link, long intervalMillis, int requests) {
    predict(cases, setting, link, intervalMillis);
    if (intervalMillis == 0) {
      runtimes.forEach(
          (scenario, runtime) -> {
            for (int i = 0; i < SETTLING; i++) {
              ask(runtime);
            }
            for (int i = 0; i < requests; i++) {
              cases.measured(
                  key(scenario, setting, 0), parts(ask(runtime)), last.traffic().payloadBytes());
            }
          });
      return;
    }
    Map<SplitScenario, Long> due = new LinkedHashMap<>();
    for (int i = -SETTLING; i < requests; i++) {
      for (Map.Entry<SplitScenario, DeviceRuntime> each : runtimes.entrySet()) {
        await(due.getOrDefault(each.getKey(), 0L));
        due.put(each.getKey(), System.nanoTime() + intervalMillis * 1_000_000);
        Parts parts = parts(ask(each.getValue()));
        if (i >= 0) {
          cases.measured(
              key(each.getKey(), setting, intervalMillis), parts, last.traffic().payloadBytes());
        }
      }
    }
  }

  private Answer ask(DeviceRuntime runtime) {
    last = runtime.infer(images.get(next++ % images.size()).get());
    return last;
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); due > 0 && left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static Parts parts(Answer answer) {
    LatencyParts latency = answer.latency();
    return new Parts(
        (latency.deviceNanos() + latency.encodeNanos()) / 1e6,
        latency.transferNanos() / 1e6,
        latency.edge().totalNanos() / 1e6,
        latency.totalNanos() / 1e6);
  }

  private void predict(LawCases cases, LawGrid.Setting setting, Link link, long intervalMillis) {
    double drift = drift();
    Planner planner =
        new Planner(
            profiles.stream().map(profile -> profile.slowedDown(drift)).toList(),
            Network.of(DEVICE.name(), EDGE.name(), link));
    Question question =
        Question.fastest().over(new TransferModel(intervalMillis)).results(Question.ALL);
    Map<String, Scenario> byName = new LinkedHashMap<>();
    for (Scenario scenario : planner.plan(question).scenarios()) {
      if (scenario instanceof Scenario.Cut cut) {
        Hop hop = cut.route().hops().get(0);
        byName.put(hop.cut().name() + " " + hop.payload().transferLayer(), scenario);
      }
    }
    for (SplitScenario scenario : runtimes.keySet()) {
      Scenario found = byName.get(scenario.cut() + " " + scenario.transferLayer());
      if (found == null) {
        throw new IllegalStateException(
            "no prediction of %s %s among %s"
                .formatted(scenario.cut(), scenario.transferLayer(), byName.keySet()));
      }
      Breakdown parts = found.route().breakdown();
      double transfer = parts.transferNanos() / 1e6;
      double reference =
          link.roundTripMillis() + found.wireBytes() / (link.megabitsPerSecond() * 125);
      double total = found.latencyNanos() / 1e6;
      cases.predicted(
          key(scenario, setting, intervalMillis),
          new Parts(
              (parts.deviceNanos() + parts.deviceTlNanos() + parts.conversionNanos() / 2) / 1e6,
              transfer,
              (parts.edgeNanos() + parts.edgeTlNanos() + parts.conversionNanos() / 2) / 1e6,
              total),
          total - transfer + reference);
    }
  }

  /** How much longer the uncut network takes in a hot loop now than when it was profiled. */
  private double drift() {
    Map<String, Tensor> image = images.get(0).get();
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < DRIFT_RUNS; i++) {
      long start = System.nanoTime();
      uncut.run(image);
      nanos.add(System.nanoTime() - start);
    }
    List<Long> hot = nanos.subList(DRIFT_RUNS / 2, DRIFT_RUNS).stream().sorted().toList();
    return (double) hot.get(hot.size() / 2) / hotNanos;
  }

  private LawCases.Key key(SplitScenario scenario, LawGrid.Setting setting, long intervalMillis) {
    return new LawCases.Key(
        model.name(),
        scenario.cut(),
        scenario.transferLayer(),
        setting.megabits(),
        setting.roundTripMillis(),
        intervalMillis);
  }

  @Override
  public void close() {
    runtimes.values().forEach(DeviceRuntime::close);
    uncut.close();
  }
}
