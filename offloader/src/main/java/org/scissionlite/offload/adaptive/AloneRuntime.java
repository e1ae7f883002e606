package org.scissionlite.offload.adaptive;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.DialledSession;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.device.Traffic;
import org.scissionlite.offload.stream.SerialRunner;

/**
 * The device without an edge: the whole model, or both slices of the first scenario where the
 * bundle does not hold it. One image after another, on a thread of its own.
 */
final class AloneRuntime implements AutoCloseable {
  private static final String REASON = "the device is faster alone";

  private final Closer closer;
  private final List<Session> sessions;
  private final ServedBy servedBy;
  private final String scenario;
  private final SerialRunner runner;
  private final long warmNanos;

  private AloneRuntime(Closer closer, Bundle bundle, Engine engine, int threads) {
    this.closer = closer;
    this.sessions = new ArrayList<>();
    for (SliceFile file : parts(bundle)) {
      sessions.add(closer.own(bundle.open(file, engine, threads)));
    }
    boolean whole = bundle.manifest().wholeModel() != null;
    if (!whole) {
      leaveOutEmptySlice(bundle.manifest().scenario(""));
    }
    this.servedBy =
        new ServedBy.Device(whole ? ServedBy.With.WHOLE_MODEL : ServedBy.With.EDGE_SLICE, REASON);
    this.scenario = whole ? Answer.ALONE : bundle.manifest().scenario("").name();
    this.runner = closer.own(new SerialRunner(this::infer));
    this.warmNanos = warmUp();
  }

  /** Whether the device can answer alone with what lies in the bundle's folder. */
  static boolean isPossible(Bundle bundle) {
    return parts(bundle).stream().allMatch(file -> Files.exists(bundle.file(file)));
  }

  private static List<SliceFile> parts(Bundle bundle) {
    SliceFile whole = bundle.manifest().wholeModel();
    if (whole != null) {
      return List.of(whole);
    }
    SplitScenario first = bundle.manifest().scenario("");
    return List.of(first.device(), first.edge());
  }

  /** A device slice without nodes sends the input: the edge slice takes it as it is. */
  private void leaveOutEmptySlice(SplitScenario first) {
    List<TensorSpec> wire = first.wire().stream().map(WireTensor::spec).toList();
    if (sessions.size() > 1 && sessions.get(0).inputs().containsAll(wire)) {
      sessions.remove(0);
    }
  }

  /**
   * Opens it and runs it on zeros.
   *
   * @throws org.scissionlite.error.ScissionLiteException if it cannot be run
   */
  static AloneRuntime open(Bundle bundle, Engine engine, int threads) {
    return Closer.build(closer -> new AloneRuntime(closer, bundle, engine, threads));
  }

  /** The first run of a session is slower than all others. */
  private long warmUp() {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    sessions.get(0).inputs().forEach(spec -> zeros.put(spec.name(), Tensor.zeros(spec.type())));
    Answer unused = infer(zeros);
    return infer(zeros).latency().deviceNanos();
  }

  /** How long an image takes, as seen on zeros. */
  long warmNanos() {
    return warmNanos;
  }

  CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos) {
    return runner.submit(inputs, arrivedNanos);
  }

  private Answer infer(Map<String, Tensor> inputs) {
    long begun = System.nanoTime();
    Map<String, Tensor> values = inputs;
    for (Session session : sessions) {
      values = session.run(values);
    }
    LatencyParts time = LatencyParts.onDevice(System.nanoTime() - begun);
    return new Answer(values, time, Traffic.NONE, servedBy, scenario, step());
  }

  /** The slice's dial stands at the finest step. */
  private OptionalInt step() {
    return sessions.stream().anyMatch(DialledSession.class::isInstance)
        ? OptionalInt.of(0)
        : OptionalInt.empty();
  }

  @Override
  public void close() {
    closer.close();
  }
}
