package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Model;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.measure.Benchmark;
import org.scissionlite.profile.measure.BenchmarkListener;
import org.scissionlite.profile.measure.BenchmarkOptions;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/** What a benchmark costs, in runs of the engine, which do not depend on the machine. */
class BenchmarkEffortTest {
  private static final BenchmarkOptions ALL =
      BenchmarkOptions.of(new SystemId(Tier.DEVICE, "here"));

  /** Five cuts, at the first of which two of the five typical layers do not fit. */
  private static final int TYPICAL_COSTS = 23;

  /** Convolutions that each write another shape: no cut's typical layers stand for another's. */
  private static Model convolutions() {
    SmallModels net = new SmallModels(17);
    net.input("x", 1, 3, 16, 16);
    List<Integer> channels = List.of(3, 8, 12, 16, 20, 24);
    String before = "x";
    for (int i = 1; i < channels.size(); i++) {
      net.weight("w" + i, channels.get(i), channels.get(i - 1), 1, 1);
      net.node("conv" + i, "Conv", List.of(before, "w" + i), Map.of());
      before = "conv" + i;
    }
    return OnnxReader.read(OnnxWriter.toBytes(net.graph(before)), "convolutions");
  }

  @ParameterizedTest(name = "a run takes {0} ns")
  @ValueSource(longs = {20_000, 5_000_000})
  void typicalLayers_atMostDoubleTheRunsWhereNoTwoCutsAreAlike(long nanos) {
    int all = runs(ALL, nanos, TYPICAL_COSTS);
    int usual = runs(ALL.withTypicalLayers(List.of()), nanos, 0);
    assertThat(all).isBetween(usual + 1, 2 * usual);
  }

  private static int runs(BenchmarkOptions options, long nanos, int typicalLayers) {
    CountingEngine engine = new CountingEngine();
    Profile profile =
        new Benchmark(
                engine, BenchmarkListener.silent(), new EvenStopwatch(nanos), Clock.systemUTC())
            .run(convolutions(), options);
    List<LayerCost> costs =
        profile.cuts().stream().flatMap(cut -> cut.typicalLayers().stream()).toList();
    assertThat(costs).hasSize(typicalLayers);
    return engine.runs.get();
  }

  /** Every run takes equally long. */
  private static final class EvenStopwatch implements Stopwatch {
    private final long tick;
    private long nanos;

    EvenStopwatch(long tick) {
      this.tick = tick;
    }

    @Override
    public long nanos() {
      nanos += tick;
      return nanos;
    }

    @Override
    public long threadCpuNanos() {
      return nanos;
    }
  }

  /** Counts the runs of all models but of that which measures the way into the engine. */
  private static final class CountingEngine extends ForwardingEngine {
    private final AtomicInteger runs = new AtomicInteger();

    CountingEngine() {
      super(new OrtEngine());
    }

    @Override
    protected Session opened(String model, Supplier<Session> opening) {
      Session session = opening.get();
      return model.equals("nothing") ? session : new Counted(session, runs);
    }
  }

  private static final class Counted extends ForwardingSession {
    private final AtomicInteger runs;

    Counted(Session session, AtomicInteger runs) {
      super(session);
      this.runs = runs;
    }

    @Override
    protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
      runs.incrementAndGet();
      return run.get();
    }
  }
}
