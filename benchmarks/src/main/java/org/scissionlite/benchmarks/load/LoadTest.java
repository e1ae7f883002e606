package org.scissionlite.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.scissionlite.benchmarks.FirstElement;
import org.scissionlite.benchmarks.load.LoadReport.Closed;
import org.scissionlite.benchmarks.load.LoadReport.GivingUp;
import org.scissionlite.benchmarks.load.LoadReport.Open;
import org.scissionlite.benchmarks.load.LoadReport.Shares;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.chart.LoadChart;
import org.scissionlite.file.Json;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.edge.EdgeWork;
import org.scissionlite.offload.memory.MeteredEngine;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.plan.capacity.Arrivals;
import org.scissionlite.plan.capacity.Arrivals.Pattern;
import org.scissionlite.plan.capacity.Latencies;
import org.scissionlite.plan.capacity.MeasuredRuns;
import org.scissionlite.plan.capacity.QueueSimulation;
import org.scissionlite.plan.capacity.Servers;
import org.scissionlite.plan.capacity.ServiceTime;
import org.scissionlite.plan.capacity.ServiceTimesFile;

/**
 * Many devices on one edge, beside what ONNX Runtime alone does with the same batches on the same
 * processors in the same run.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.load.LoadTest \
 *     OUTPUT [SECONDS [BATCH [PARALLEL [BUNDLE]]]]
 * </pre>
 *
 * <p>Every step takes SECONDS (10); there are some 20. Without a BUNDLE it is MobileNetV2 at 96 x
 * 96, with random weights, cut in the middle. Devices and edge share the processors, and nothing
 * else should run. Writes OUTPUT/load.json, load.png, and service-times.json for {@code plan
 * --service-times}; prints the tables.
 */
public final class LoadTest {
  private static final List<Integer> DEVICES = List.of(1, 8, 50, 200);
  private static final List<Double> LOADS = List.of(0.1, 0.3, 0.5, 0.7, 0.8, 0.9);
  private static final int PIXELS = 96;
  private static final int GIVING_UP_ROUNDS = 20;
  private static final int ROUND_TRIPS = 5_000;
  private static final long SEED = 20261126;

  /** Enough for percentiles, few enough for a file that one can look at. */
  private static final int MOST_TIMES = 500;

  /**
   * How much is tried.
   *
   * @param devices of the closed loops; the last is also that of the open loops
   * @param loads of the open loops, as shares of the most
   * @param roundTrips that are compared with a bare call; 0 leaves it out
   */
  record Extent(double seconds, List<Integer> devices, List<Double> loads, int roundTrips) {
    int most() {
      return devices.get(devices.size() - 1);
    }
  }

  private final Bundle bundle;
  private final EdgeWork work;
  private final Extent extent;
  private final MeteredEngine engine = new MeteredEngine(new OrtEngine());

  LoadTest(Bundle bundle, EdgeWork work, Extent extent) {
    this.bundle = bundle;
    this.work = work;
    this.extent = extent;
  }

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 1 || arguments.length > 5) {
      System.err.println("usage: LoadTest OUTPUT [SECONDS [BATCH [PARALLEL [BUNDLE]]]]");
      System.exit(2);
    }
    Path output = Path.of(arguments[0]);
    double seconds = Double.parseDouble(arguments.length > 1 ? arguments[1] : "10");
    int batch = Integer.parseInt(arguments.length > 2 ? arguments[2] : "8");
    int processors = Runtime.getRuntime().availableProcessors();
    int parallel = arguments.length > 3 ? Integer.parseInt(arguments[3]) : processors;
    Files.createDirectories(output);
    Bundle bundle =
        arguments.length > 4
            ? BundleReader.open(Path.of(arguments[4]))
            : LoadModel.write(output.resolve("bundle"), new OrtEngine(), PIXELS);
    Extent extent = new Extent(seconds, DEVICES, LOADS, ROUND_TRIPS);
    EdgeWork work = work(batch, parallel, Math.max(1, processors / parallel), extent);
    LoadReport report = new LoadTest(bundle, work, extent).run(output);
    System.out.print(report.text());
  }

  static EdgeWork work(int batch, int parallel, int threads, Extent extent) {
    return EdgeWork.usual()
        .withThreads(threads)
        .withParallel(parallel)
        .withBatch(batch, Duration.ZERO)
        .withQueue(2 * extent.most());
  }

  /** Measures all; a folder takes the files. */
  LoadReport run(Path output) throws Exception {
    List<Closed> closed = new ArrayList<>();
    List<Long> resident = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    GivingUp givingUp;
    MeasuredRuns times;
    try (EngineAlone alone = new EngineAlone(bundle, engine, work);
        LoadedEdge edge = new LoadedEdge(bundle, engine, work)) {
      alone.run(extent.seconds() / 4);
      warmUp(edge);
      for (int devices : extent.devices()) {
        closed.add(closed(edge, devices, alone));
      }
      resident.add(engine.memory().residentBytes());
      times = alone.times();
      Closed most =
          Collections.max(closed, Comparator.comparingDouble(each -> each.measured().perSecond()));
      double beside = beside(closed.get(0), times);
      try (Devices all = devices(edge, extent.most())) {
        for (double load : extent.loads()) {
          open.add(open(all, load, most, beside, times));
        }
        givingUp = givingUp(edge, all);
        Measured unused = all.closedLoop(extent.seconds());
      }
      resident.add(engine.memory().residentBytes());
    }
    RoundTripCost cost = extent.roundTrips() > 0 ? roundTrip(output) : null;
    LoadReport report =
        new LoadReport(
            LoadModel.name(bundle),
            new LoadReport.Setting(work.threads(), work.parallel(), work.batch(), work.queue()),
            closed,
            open,
            givingUp,
            cost,
            resident);
    write(report, times, output);
    return report;
  }

  private Devices devices(LoadedEdge edge, int count) throws InterruptedException {
    Devices devices = new Devices(edge.address(), count, LoadModel.request(bundle));
    devices.connect();
    return devices;
  }

  /** Java compiles what runs often. */
  private void warmUp(LoadedEdge edge) throws InterruptedException {
    try (Devices some = devices(edge, 2 * work.batch() * work.parallel())) {
      Measured unused = some.closedLoop(extent.seconds());
    }
  }

  /** The engine is measured before and after: whatever else the machine does meets both. */
  private Closed closed(LoadedEdge edge, int count, EngineAlone alone) throws Exception {
    Measured measured;
    double cpu;
    double devicesCpu;
    try (Devices some = devices(edge, count)) {
      edge.forgetRuns();
      ServerCost devicesBefore = ServerCost.ofThreads(Devices.THREADS);
      double before = ServerCost.processSeconds();
      measured = some.closedLoop(extent.seconds());
      cpu = ServerCost.processSeconds() - before;
      devicesCpu = ServerCost.ofThreads(Devices.THREADS).since(devicesBefore, 1).cpuMicros() / 1e6;
    }
    int[] runs = edge.takeRuns();
    alone.run(extent.seconds() / 4);
    double engine = 0;
    double engineCpu = 0;
    int requests = 0;
    int all = 0;
    for (int size = 1; size < runs.length; size++) {
      engine += runs[size] * alone.times().meanSeconds(size) / work.parallel();
      engineCpu += runs[size] * alone.cpu().meanSeconds(size);
      requests += runs[size] * size;
      all += runs[size];
    }
    double seconds = measured.answers() / measured.perSecond();
    return new Closed(
        count,
        measured,
        (double) requests / all,
        new Shares(
            engine / seconds,
            engineCpu / (cpu - devicesCpu),
            (cpu - devicesCpu - engineCpu) / requests * 1e6,
            devicesCpu / requests * 1e6));
  }

  /** What a request takes beside processor time, in seconds: it is handed from thread to thread. */
  private static double beside(Closed single, MeasuredRuns times) {
    return Math.max(
        0,
        single.measured().meanMillis() / 1e3
            - times.meanSeconds(1)
            - single.shares().requestSeconds());
  }

  /**
   * Devices and edge share the processors here: what both take for a request keeps a core busy, as
   * the run does.
   */
  private Open open(Devices devices, double load, Closed most, double beside, MeasuredRuns times)
      throws InterruptedException {
    double rate = load * most.measured().perSecond();
    Measured measured = devices.openLoop(rate, extent.seconds(), SEED);
    Servers servers = new Servers(work.parallel(), work.batch(), 0);
    Arrivals arrivals = new Arrivals(Pattern.POISSON, 1, rate);
    ServiceTime service = times.withRequests(most.shares().requestSeconds());
    Latencies simulated = QueueSimulation.of(arrivals, SEED).play(arrivals, service, servers);
    return new Open(
        load,
        rate,
        measured,
        (simulated.meanSeconds() + beside) * 1e3,
        (simulated.p99Seconds() + beside) * 1e3);
  }

  private GivingUp givingUp(LoadedEdge edge, Devices devices) throws InterruptedException {
    edge.forgetRuns();
    int answered = devices.givingUp(GIVING_UP_ROUNDS);
    int[] runs = edge.takeRuns();
    int run = 0;
    for (int size = 1; size < runs.length; size++) {
      run += size * runs[size];
    }
    return new GivingUp(GIVING_UP_ROUNDS * extent.most(), answered, run);
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

  private void write(LoadReport report, MeasuredRuns times, Path output) {
    Json.write(output.resolve("load.json"), report);
    new ServiceTimesFile(
            ServiceTimesFile.SCHEMA_VERSION,
            report.model(),
            engine.description(),
            work.threads(),
            work.parallel(),
            report.most().shares().edgeMicros() / 1e3,
            times.sizes().stream().map(LoadTest::some).toList())
        .write(output.resolve("service-times.json"));
    List<LoadChart.Point> points =
        report.open().stream()
            .map(
                each ->
                    new LoadChart.Point(
                        each.perSecond(),
                        each.measured().p50Millis(),
                        each.measured().p95Millis(),
                        each.measured().p99Millis(),
                        each.simulatedP99Millis()))
            .toList();
    String subtitle =
        String.format(
            Locale.ROOT,
            "%s, %d devices, --threads %d --parallel %d --batch %d",
            report.model(),
            extent.most(),
            work.threads(),
            work.parallel(),
            work.batch());
    new LoadChart("Latency over load", subtitle, points, report.mostPerSecond())
        .picture()
        .write(output.resolve("load.png"));
  }

  /** Every so many of the times, so that their distribution stays. */
  private static MeasuredRuns.Size some(MeasuredRuns.Size size) {
    int step = 1 + (size.millis().size() - 1) / MOST_TIMES;
    List<Double> some = new ArrayList<>();
    for (int i = step / 2; i < size.millis().size(); i += step) {
      some.add(size.millis().get(i));
    }
    return new MeasuredRuns.Size(size.batch(), some);
  }
}
