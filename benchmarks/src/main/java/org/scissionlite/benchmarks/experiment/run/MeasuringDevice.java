package org.scissionlite.benchmarks.experiment.run;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.law.LawEdge;
import org.scissionlite.benchmarks.law.Testbed;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.file.Json;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.device.LocalRuntime;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * The device: all contenders are open in one process and take turns. It rehearses at full speed, so
 * that its code is compiled as that of a device that has run for hours, prints "ready", and begins
 * to measure when a line comes: by then it is held back.
 */
final class MeasuringDevice {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int THREADS = 1;

  /** Between two requests: long enough for a quota that was used up to be granted again. */
  private static final long BREATH_NANOS = 40_000_000;

  private final MeasuringPlan plan;
  private final Map<Assignment, Function<Map<String, Tensor>, Answer>> ways = new LinkedHashMap<>();
  private final Map<Assignment, List<Measured.Image>> images = new LinkedHashMap<>();
  private final Map<Assignment, Long> due = new LinkedHashMap<>();
  private List<Map<String, Tensor>> pictures = List.of();
  private int next;

  private MeasuringDevice(MeasuringPlan plan) {
    this.plan = plan;
  }

  /** Takes the file of the plan, and the file for what was measured. */
  public static void main(String[] arguments) throws Exception {
    MeasuringDevice device =
        new MeasuringDevice(Json.read(Path.of(arguments[0]), MeasuringPlan.class, "plan"));
    try (Closer closer = new Closer()) {
      device.open(closer);
      device.rehearse();
      System.out.println("ready");
      System.out.flush();
      if (System.in.read() < 0) {
        throw new IllegalStateException("the parent is gone");
      }
      device.measure();
    }
    Json.write(Path.of(arguments[1]), device.result());
    System.exit(0);
  }

  private void open(Closer closer) {
    Engine engine = new OrtEngine();
    for (Assignment each : plan.assignments()) {
      Bundle bundle = BundleReader.open(Path.of(each.bundle()));
      images.put(each, new ArrayList<>());
      if (each.isAlone()) {
        LocalRuntime runtime = closer.own(LocalRuntime.open(bundle, engine, THREADS));
        pictures = pictures(new ModelInputs(bundle.manifest().preprocessing(), runtime.inputs()));
        ways.put(each, runtime::infer);
      } else {
        DeviceRuntime runtime =
            closer.own(DeviceRuntime.open(bundle, engine, options(each).withoutLocalAnswers()));
        ways.put(each, runtime::infer);
      }
    }
  }

  private List<Map<String, Tensor>> pictures(ModelInputs inputs) {
    return plan.pictures().stream().map(file -> inputs.of(Path.of(file))).toList();
  }

  private DeviceOptions options(Assignment assignment) {
    int port = LawEdge.FIRST_PORT + plan.bundles().indexOf(assignment.bundle());
    return DeviceOptions.sendingTo(new InetSocketAddress(Testbed.EDGE, port))
        .withThreads(THREADS)
        .withDeadline(DEADLINE)
        .withScenario(assignment.scenario());
  }

  private void rehearse() {
    if (plan.pace().isRehearsed()) {
      LawEdge.rehearse();
    }
    for (int i = 0; i < plan.pace().rehearsals(); i++) {
      for (Function<Map<String, Tensor>, Answer> way : ways.values()) {
        Answer unused = way.apply(picture());
      }
    }
  }

  private void measure() {
    int warmUps = plan.pace().warmUps();
    if (plan.intervalMillis() > 0) {
      for (int i = -warmUps; i < plan.pace().images(); i++) {
        for (Assignment each : plan.assignments()) {
          inTime(each, i >= 0);
        }
      }
      return;
    }
    for (int done = 0; done < plan.pace().images(); done += plan.pace().burst()) {
      int count = Math.min(plan.pace().burst(), plan.pace().images() - done);
      for (Assignment each : plan.assignments()) {
        burst(each, warmUps, count);
      }
    }
  }

  /** One request, so long after the contender's last as images come. */
  private void inTime(Assignment assignment, boolean counts) {
    ProcessorTimes before = ProcessorTimes.now(plan.edgePid());
    pauseUntil(Math.max(due.getOrDefault(assignment, 0L), System.nanoTime() + BREATH_NANOS));
    due.put(assignment, System.nanoTime() + plan.intervalMillis() * 1_000_000);
    Timed timed = ask(assignment);
    if (counts) {
      keep(assignment, List.of(timed), before);
    }
  }

  /** Requests without a pause; the first ones do not count, as TCP's window is still to open. */
  private void burst(Assignment assignment, int warmUps, int count) {
    pauseUntil(System.nanoTime() + BREATH_NANOS);
    for (int i = 0; i < warmUps; i++) {
      ask(assignment);
    }
    ProcessorTimes before = ProcessorTimes.now(plan.edgePid());
    List<Timed> timed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      timed.add(ask(assignment));
    }
    keep(assignment, timed, before);
  }

  private record Timed(Answer answer, long nanos) {}

  /** Of both processes; reading them takes some of the quota, so it is done before a pause. */
  private record ProcessorTimes(long deviceNanos, long edgeNanos) {
    static ProcessorTimes now(long edgePid) {
      return new ProcessorTimes(
          ProcessorTime.of(ProcessHandle.current().pid()), ProcessorTime.of(edgePid));
    }
  }

  private Timed ask(Assignment assignment) {
    Map<String, Tensor> picture = picture();
    Function<Map<String, Tensor>, Answer> way = ways.get(assignment);
    long begun = System.nanoTime();
    Answer answer = way.apply(picture);
    return new Timed(answer, System.nanoTime() - begun);
  }

  private Map<String, Tensor> picture() {
    return pictures.get(next++ % pictures.size());
  }

  private void keep(Assignment assignment, List<Timed> timed, ProcessorTimes before) {
    ProcessorTimes after = ProcessorTimes.now(plan.edgePid());
    double share = 1e6 * timed.size();
    for (Timed each : timed) {
      LatencyParts parts = each.answer().latency();
      images
          .get(assignment)
          .add(
              new Measured.Image(
                  each.nanos() / 1e6,
                  parts.deviceNanos() / 1e6,
                  parts.encodeNanos() / 1e6,
                  parts.transferNanos() / 1e6,
                  parts.edge().totalNanos() / 1e6,
                  each.answer().traffic().payloadBytes(),
                  (after.deviceNanos() - before.deviceNanos()) / share,
                  (after.edgeNanos() - before.edgeNanos()) / share));
    }
  }

  private static void pauseUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private MeasuredList result() {
    return new MeasuredList(
        plan.assignments().stream()
            .map(
                each ->
                    new Measured(
                        each.contender(), each.cut(), each.transferLayer(), images.get(each)))
            .toList());
  }

  /** All of a place. */
  record MeasuredList(List<Measured> measured) {
    MeasuredList {
      measured = List.copyOf(measured);
    }
  }
}
