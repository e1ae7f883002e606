package org.scissionlite.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.wire.PinnedSession;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.transfer.EngineSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * DeviceTL of transform coding without its codec, on one thread, at early cuts: the operators of
 * today and those of before, which send the same bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransformEncoderBenchmark {
  /** Channels, height and width of the feature map: early cuts of DenseNet169 and MobileNet. */
  @Param({"3x224x224", "64x112x112", "64x56x56"})
  public String size;

  /** The step, from fine to coarse. */
  @Param({"0.5", "2"})
  public String step;

  private static final int MAPS = 20;

  private PinnedSession present;
  private PinnedSession former;
  private Map<String, Tensor> featureMap;
  private String wire;

  /**
   * Fits the layer to as many maps as let it leave components out, and for the operators of before
   * to one less.
   *
   * @throws ScissionLiteException if the two do not send the same number of bytes, but for 2 %
   */
  @Setup
  public void open() {
    OrtEngine engine = new OrtEngine();
    TensorSpec spec = RandomTensors.spec(size);
    List<Tensor> maps = RandomTensors.smoothMaps(spec, MAPS);
    featureMap = Map.of(spec.name(), maps.get(0));
    FittedTransferLayer layer = fit(engine, spec, maps);
    FittedTransferLayer whole = fit(engine, spec, maps.subList(1, MAPS));
    wire = layer.wire().name();
    present = new PinnedSession(engine.open(layer.encoder().graph(), 1));
    former = new PinnedSession(engine.open(FormerTransformEncoder.of(whole.encoder()).graph(), 1));
    double now = layer.codec().encode(encode()).remaining();
    double before = whole.codec().encode(encodeAsBefore()).remaining();
    if (Math.abs(now - before) > 0.02 * before + 20) {
      throw new ScissionLiteException("%.0f bytes, and before %.0f".formatted(now, before));
    }
  }

  private FittedTransferLayer fit(OrtEngine engine, TensorSpec spec, List<Tensor> maps) {
    return TransferLayers.parse("transform:step=" + step)
        .fit(new EngineSamples(engine, 1, spec, maps));
  }

  /** The operators as they are. */
  @Benchmark
  public Tensor encode() {
    return present.run(featureMap).get(wire);
  }

  /** Shrink, a product for each tile, and a convolution of whatever channels. */
  @Benchmark
  public Tensor encodeAsBefore() {
    return former.run(featureMap).get(wire);
  }

  /** Frees the sessions. */
  @TearDown
  public void close() {
    present.close();
    former.close();
  }
}
