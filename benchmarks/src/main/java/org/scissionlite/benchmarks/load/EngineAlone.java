package org.scissionlite.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.VerifiedSlice;
import org.scissionlite.engine.BoundRun;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.edge.EdgeWork;
import org.scissionlite.onnx.batch.OpenBatch;
import org.scissionlite.onnx.batch.Rows;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.plan.capacity.MeasuredRuns;

/** The edge slice on the engine alone: as many sessions, threads and batches as the edge has. */
final class EngineAlone implements AutoCloseable {
  private final EdgeWork work;
  private final List<Session> sessions = new ArrayList<>();
  private final Closer closer = new Closer();
  private final Map<Integer, List<Double>> millis = new HashMap<>();

  /** The mean of each call. */
  private final Map<Integer, List<Double>> cpuMillis = new HashMap<>();

  EngineAlone(Bundle bundle, Engine engine, EdgeWork work) {
    this.work = work;
    VerifiedSlice slice = bundle.content(bundle.manifest().scenarios().get(0).edge());
    for (int i = 0; i < work.parallel(); i++) {
      sessions.add(
          closer.own(
              work.batch() > 1
                  ? engine.open(open(slice), work.threads())
                  : slice.open(engine, work.threads())));
    }
  }

  private static OnnxBytes open(VerifiedSlice slice) {
    OnnxBytes file = slice.onnx();
    byte[] bytes = OpenBatch.toBytes(OnnxReader.read(file).graph());
    return new OnnxBytes(file.name(), ByteBuffer.wrap(bytes), file.weightFolder());
  }

  /** The sizes of a batch that are run: 1, 2, 4 and so on, and the largest. */
  private List<Integer> sizes() {
    return IntStream.concat(
            IntStream.iterate(1, size -> size < work.batch(), size -> 2 * size),
            IntStream.of(work.batch()))
        .boxed()
        .toList();
  }

  /** Runs each size for a while; times of all calls are kept. */
  void run(double secondsEach) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
    try {
      for (int size : sizes()) {
        List<Callable<List<Double>>> all = new ArrayList<>();
        sessions.forEach(session -> all.add(() -> runs(session, size, secondsEach)));
        double before = ServerCost.processSeconds();
        int runs = 0;
        for (Future<List<Double>> times : threads.invokeAll(all)) {
          millis.computeIfAbsent(size, each -> new ArrayList<>()).addAll(times.get());
          runs += 1 + times.get().size();
        }
        cpuMillis
            .computeIfAbsent(size, each -> new ArrayList<>())
            .add((ServerCost.processSeconds() - before) * 1e3 / runs);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<Double> runs(Session session, int size, double seconds) {
    Map<String, Tensor> inputs = zeros(session.inputs(), size);
    Map<String, Tensor> outputs = zeros(session.outputs(), size);
    List<Double> times = new ArrayList<>();
    try (BoundRun run = session.bind(inputs, outputs)) {
      run.run();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      do {
        long start = System.nanoTime();
        run.run();
        times.add((System.nanoTime() - start) / 1e6);
      } while (System.nanoTime() < end);
    }
    return times;
  }

  private static Map<String, Tensor> zeros(List<TensorSpec> specs, int rows) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    specs.forEach(
        spec ->
            tensors.put(
                spec.name(), Tensor.zeros(rows == 1 ? spec.type() : Rows.type(spec, rows))));
    return tensors;
  }

  /** All times so far. */
  MeasuredRuns times() {
    return of(millis);
  }

  /** Processor time of a run, of all its threads. */
  MeasuredRuns cpu() {
    return of(cpuMillis);
  }

  private static MeasuredRuns of(Map<Integer, List<Double>> bySize) {
    return new MeasuredRuns(
        bySize.entrySet().stream()
            .map(each -> new MeasuredRuns.Size(each.getKey(), each.getValue()))
            .toList());
  }

  @Override
  public void close() {
    closer.close();
  }
}
