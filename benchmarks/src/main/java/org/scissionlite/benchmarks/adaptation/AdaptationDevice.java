package org.scissionlite.benchmarks.adaptation;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.benchmarks.adaptation.PolicyRun.Image;
import org.scissionlite.benchmarks.law.LawEdge;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.file.Json;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.adaptive.AdaptiveRuntime;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.LocalRuntime;
import org.scissionlite.offload.stream.FrameRunner;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.SerialRunner;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * The device: has an image at each interval, whether the one before is answered or not, and drops
 * those that come while too many are on their way. Its models take sixteen times as long as here,
 * or as long as the quota of its process makes them.
 */
final class AdaptationDevice {
  /** A device whose models are slowed down. */
  static final String EMULATED = "emulated";

  /** One that the system slows down. */
  static final String REAL = "real";

  /** An image comes so often: more often than the device could answer alone. */
  static final Duration INTERVAL = Duration.ofMillis(100);

  /** An answer is there by then. */
  static final Duration DEADLINE = Duration.ofMillis(250);

  private static final double WARM_UP_SECONDS = 6;
  private static final double SLOWDOWN = 16;
  private static final int PLACES = 8;
  private static final int PICTURES = 16;

  private final Semaphore places = new Semaphore(PLACES);
  private final List<Image> images = Collections.synchronizedList(new ArrayList<>());
  private final List<String> decisions = Collections.synchronizedList(new ArrayList<>());
  private final String policy;
  private final List<Phase> phases;
  private final Bundle bundle;
  private final List<Path> files;
  private final double phaseSeconds;
  private boolean isEmulated = true;
  private volatile long begun = System.nanoTime();
  private volatile boolean ready;

  private AdaptationDevice(String policy, double phaseSeconds, Bundle bundle, List<Path> files) {
    this.policy = policy;
    this.phases = Phase.all(phaseSeconds);
    this.phaseSeconds = phaseSeconds;
    this.bundle = bundle;
    this.files = files;
  }

  /**
   * Takes policy, bundle, images, the edge's address, seconds a phase, the file to write, and
   * whether the device is {@link #EMULATED} or {@link #REAL}.
   */
  public static void main(String[] arguments) throws Exception {
    AdaptationDevice device =
        new AdaptationDevice(
            arguments[0],
            Double.parseDouble(arguments[4]),
            BundleReader.open(Path.of(arguments[1])),
            ImageFiles.in(Path.of(arguments[2])).subList(0, PICTURES));
    device.isEmulated = arguments[6].equals(EMULATED);
    InetSocketAddress edge = new InetSocketAddress(arguments[3], LawEdge.FIRST_PORT);
    try (Closer closer = new Closer()) {
      device.run(device.runner(edge, closer));
    }
    Json.write(Path.of(arguments[5]), device.result());
    System.exit(0);
  }

  /** What answers, and the inputs that it takes. */
  private record Answering(FrameRunner runner, List<TensorSpec> inputs) {}

  private Answering runner(InetSocketAddress edge, Closer closer) {
    Engine real = new OrtEngine();
    Engine engine = isEmulated ? new SteadyEngine(real, this::slowdown) : real;
    DeviceOptions options =
        DeviceOptions.sendingTo(edge)
            .withThreads(1)
            .withInFlight(PLACES)
            .withDeadline(DEADLINE)
            .withChanges(decisions::add);
    if (policy.equals(PolicyRun.ADAPTIVE)) {
      AdaptiveRuntime runtime = closer.own(AdaptiveRuntime.open(bundle, engine, options));
      return new Answering(runtime::submit, runtime.inputs());
    }
    if (policy.equals(Answer.ALONE)) {
      LocalRuntime runtime = closer.own(LocalRuntime.open(bundle, engine, 1));
      return new Answering(closer.own(new SerialRunner(runtime::infer)), runtime.inputs());
    }
    DeviceRuntime runtime =
        closer.own(DeviceRuntime.open(bundle, engine, options.withScenario(policy)));
    return new Answering(runtime::submit, runtime.inputs());
  }

  private double slowdown() {
    double second = ready ? (System.nanoTime() - begun) / 1e9 : 0;
    return SLOWDOWN * Phase.at(phases, second).slowdown();
  }

  private void run(Answering answering) {
    ModelInputs inputs = new ModelInputs(bundle.manifest().preprocessing(), answering.inputs());
    List<Map<String, Tensor>> pictures = files.stream().map(inputs::of).toList();
    flow(answering.runner(), pictures, WARM_UP_SECONDS);
    images.clear();
    System.out.println("ready");
    System.out.flush();
    ready = true;
    flow(answering.runner(), pictures, phaseSeconds * phases.size());
  }

  private void flow(FrameRunner runner, List<Map<String, Tensor>> pictures, double seconds) {
    begun = System.nanoTime();
    long count = Math.round(seconds * 1e9 / INTERVAL.toNanos());
    for (int i = 0; i < count; i++) {
      long due = begun + i * INTERVAL.toNanos();
      await(due);
      if (places.tryAcquire()) {
        CompletableFuture<Answer> answer = runner.submit(pictures.get(i % PICTURES), due);
        var unused = answer.whenComplete((found, error) -> ended(due, found));
      } else {
        images.add(new Image((due - begun) / 1e9, 0, "", false));
      }
    }
    places.acquireUninterruptibly(PLACES);
    places.release(PLACES);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void ended(long due, Answer found) {
    long nanos = System.nanoTime() - due;
    double second = (due - begun) / 1e9;
    images.add(
        found == null
            ? new Image(second, 0, "", false)
            : new Image(second, nanos / 1e6, found.scenario(), nanos <= DEADLINE.toNanos()));
    places.release();
  }

  private PolicyRun result() {
    List<Image> sorted = images.stream().sorted(Comparator.comparingDouble(Image::second)).toList();
    return new PolicyRun(policy, sorted, decisions);
  }
}
