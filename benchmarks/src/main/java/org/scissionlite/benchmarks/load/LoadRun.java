package org.scissionlite.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.FirstElement;
import org.scissionlite.benchmarks.load.DevicesMain.Played;
import org.scissionlite.benchmarks.load.LoadReport.Closed;
import org.scissionlite.benchmarks.load.LoadReport.GivingUp;
import org.scissionlite.benchmarks.load.LoadReport.Open;
import org.scissionlite.benchmarks.load.LoadReport.Shares;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.edge.EdgeWork;
import org.scissionlite.offload.memory.MeteredEngine;
import org.scissionlite.offload.observe.RequestReport.Parts;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.plan.capacity.Arrivals;
import org.scissionlite.plan.capacity.Arrivals.Pattern;

/** The steps of a load test, one after the other. */
final class LoadRun {
  private static final int GIVING_UP_ROUNDS = 20;

  /** A share of the most that leaves the edge idle but for one request at a time. */
  private static final double IDLE = 0.05;

  private static final long SEED = 20261126;

  /**
   * How much is tried.
   *
   * @param seconds of a step
   * @param warmUp seconds before, at most
   * @param devices of the closed loops; the last is also that of the open loops
   * @param loads of the open loops, as shares of the most
   * @param pattern of the images of the open loops
   * @param roundTrips that are compared with a bare call; 0 leaves it out
   * @param deviceCores as taskset takes them; empty for those of the edge
   */
  record Extent(
      double seconds,
      double warmUp,
      List<Integer> devices,
      List<Double> loads,
      Pattern pattern,
      int roundTrips,
      String deviceCores) {
    Extent {
      devices = List.copyOf(devices);
      loads = List.copyOf(loads);
    }

    int most() {
      return devices.get(devices.size() - 1);
    }
  }

  private final Bundle bundle;
  private final EdgeWork work;
  private final Extent extent;
  private final Pause whenWarm;
  private final MeteredEngine engine = new MeteredEngine(new OrtEngine());

  /** Between the warm-up and the first step. */
  interface Pause {
    void await() throws InterruptedException;
  }

  LoadRun(Bundle bundle, EdgeWork work, Extent extent, Pause whenWarm) {
    this.whenWarm = whenWarm;
    this.bundle = bundle;
    this.work = work;
    this.extent = extent;
  }

  /** What was seen in a closed loop. */
  private record ClosedStep(int devices, Played played, ProcessTime used, Seen seen) {}

  /** What was seen in an open loop. */
  private record OpenStep(
      double load, Arrivals arrivals, Measured measured, ProcessTime used, Seen seen) {}

  /**
   * Measures all; a folder takes the files. Nothing is computed between the steps: the compiler
   * would be at work on it in the next one.
   */
  LoadReport measure(Path output) throws Exception {
    List<ClosedStep> closedSteps = new ArrayList<>();
    List<Long> resident = new ArrayList<>();
    List<OpenStep> openSteps = new ArrayList<>();
    OpenStep idle;
    GivingUp givingUp;
    EngineTimes alone;
    try (EngineAlone engineAlone = new EngineAlone(bundle, engine, work);
        LoadedEdge edge = new LoadedEdge(bundle, engine, work);
        DevicesChild devices =
            DevicesChild.start(LoadModel.request(bundle), output, extent.deviceCores())) {
      warmUp(edge, devices, engineAlone);
      double most = 0;
      for (int count : extent.devices()) {
        devices.connect(edge.port(), count);
        ClosedStep step = closed(edge, devices, count);
        engineAlone.run(extent.seconds() / 4);
        closedSteps.add(step);
        most = Math.max(most, step.played().measured().perSecond());
      }
      resident.add(engine.memory().residentBytes());
      idle = open(edge, devices, IDLE, arrivals(Pattern.PERIODIC, IDLE * most));
      for (double load : extent.loads()) {
        openSteps.add(open(edge, devices, load, arrivals(extent.pattern(), load * most)));
      }
      givingUp = givingUp(edge, devices);
      Measured unused = devices.closedLoop(extent.seconds()).measured();
      resident.add(engine.memory().residentBytes());
      alone = new EngineTimes(engineAlone.times(), engineAlone.cpu());
    }
    RoundTripCost cost = extent.roundTrips() > 0 ? roundTrip(output) : null;
    List<Closed> closed = closedSteps.stream().map(step -> closed(step, alone)).toList();
    Beside beside = beside(openSteps, alone);
    Simulated simulated = Simulated.of(work, alone.times(), beside, idle.measured());
    LoadReport report =
        new LoadReport(
            LoadModel.name(bundle),
            new LoadReport.Setting(
                work.threads(),
                work.parallel(),
                work.batch(),
                work.queue(),
                extent.pattern(),
                extent.deviceCores()),
            closed,
            openSteps.stream().map(step -> open(step, alone, simulated)).toList(),
            givingUp,
            cost,
            resident);
    new LoadFiles(report, simulated, engine.description()).write(output);
    return report;
  }

  /** Java compiles what runs often, for all numbers of devices. */
  private void warmUp(LoadedEdge edge, DevicesChild devices, EngineAlone alone) throws Exception {
    double step = Math.min(1, extent.warmUp());
    boolean rests =
        JavaCompiler.tire(
            Duration.ofMillis((long) (extent.warmUp() * 1e3)),
            () -> {
              double most = 0;
              for (int count : extent.devices()) {
                devices.connect(edge.port(), count);
                most = Math.max(most, devices.closedLoop(step).measured().perSecond());
              }
              for (double load : extent.loads()) {
                Measured unused = devices.openLoop(arrivals(extent.pattern(), load * most), step);
              }
            });
    if (!rests) {
      System.err.println("the warm-up was too short: Java's compiler is still at work");
    }
    whenWarm.await();
    alone.run(extent.seconds() / 4);
    Seen unusedBefore = edge.take();
  }

  private ClosedStep closed(LoadedEdge edge, DevicesChild devices, int count) throws IOException {
    Seen unusedBefore = edge.take();
    ProcessTime before = ProcessTime.now();
    Played played = devices.closedLoop(extent.seconds());
    return new ClosedStep(count, played, ProcessTime.now().since(before), edge.take());
  }

  private Closed closed(ClosedStep step, EngineTimes alone) {
    Seen seen = step.seen();
    double engineSeconds = alone.seconds(seen);
    double engineCpu = alone.cpuSeconds(seen);
    int requests = seen.requests();
    Measured measured = step.played().measured();
    double seconds = measured.answers() / measured.perSecond();
    return new Closed(
        step.devices(),
        measured,
        seen.meanBatch(),
        new Shares(
            engineSeconds / work.parallel() / seconds,
            engineCpu / (step.used().cpu() - step.used().compiler()),
            alone.besideSeconds(seen, step.used()) * 1e6,
            step.used().compiler() / requests * 1e6,
            step.played().cpuSeconds() / requests * 1e6,
            seen.runSeconds() / engineSeconds));
  }

  /** Of requests that come one by one, as devices that wait for nobody send them. */
  private static Beside beside(List<OpenStep> steps, EngineTimes alone) {
    return Beside.of(
        steps.stream()
            .map(
                step ->
                    new Beside.Point(
                        step.seen().meanBatch(), alone.besideSeconds(step.seen(), step.used())))
            .toList());
  }

  private OpenStep open(LoadedEdge edge, DevicesChild devices, double load, Arrivals arrivals)
      throws IOException {
    Seen unusedBefore = edge.take();
    ProcessTime before = ProcessTime.now();
    Measured measured = devices.openLoop(arrivals, extent.seconds());
    return new OpenStep(load, arrivals, measured, ProcessTime.now().since(before), edge.take());
  }

  private Open open(OpenStep step, EngineTimes alone, Simulated simulated) {
    Seen seen = step.seen();
    return new Open(
        step.load(),
        step.arrivals().cameras() * step.arrivals().rate(),
        step.measured(),
        seen.part(Parts::queue),
        seen.part(Parts::execute),
        seen.part(Parts::total),
        seen.meanBatch(),
        alone.besideSeconds(seen, step.used()) * 1e6,
        step.used().compiler() / step.used().cpu(),
        simulated.of(new LoadArrivals(step.arrivals()).times(extent.seconds()), SEED));
  }

  private Arrivals arrivals(Pattern pattern, double perSecond) {
    return new Arrivals(pattern, extent.most(), perSecond / extent.most());
  }

  private GivingUp givingUp(LoadedEdge edge, DevicesChild devices) throws IOException {
    Seen unusedBefore = edge.take();
    int answered = devices.givingUp(GIVING_UP_ROUNDS);
    return new GivingUp(GIVING_UP_ROUNDS * extent.most(), answered, edge.take().requests());
  }

  /** A request of 12.5 kB to a slice that takes one element out of it. */
  private RoundTripCost roundTrip(Path output) throws Exception {
    Bundle small =
        FirstElement.bundle(
            output.resolve("first-element"),
            new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 64, 7, 7)));
    try (LoadedEdge edge = new LoadedEdge(small, engine, EdgeWork.usual().withThreads(1))) {
      return RoundTripCost.measure(edge.address(), LoadModel.request(small), extent.roundTrips());
    }
  }
}
