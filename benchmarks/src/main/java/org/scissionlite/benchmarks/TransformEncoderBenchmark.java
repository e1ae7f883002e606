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
import org.scissionlite.transfer.Fragment;
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

  /** The step: with the first some 70 % of the coefficients are zero, with the second 95 %. */
  @Param({"0.5", "3"})
  public String step;

  private PinnedSession present;
  private PinnedSession former;
  private Map<String, Tensor> featureMap;
  private String wire;

  /**
   * Fits the layer, and checks that both encoders write the same.
   *
   * @throws ScissionLiteException if they do not
   */
  @Setup
  public void open() {
    OrtEngine engine = new OrtEngine();
    TensorSpec spec = RandomTensors.spec(size);
    Tensor map = RandomTensors.smoothMap(spec);
    featureMap = Map.of(spec.name(), map);
    FittedTransferLayer layer =
        TransferLayers.parse("transform:step=" + step)
            .fit(new EngineSamples(engine, 1, spec, List.of(map)));
    wire = layer.wire().name();
    Fragment before = FormerTransformEncoder.of(layer.encoder());
    present = new PinnedSession(engine.open(layer.encoder().graph(), 1));
    former = new PinnedSession(engine.open(before.graph(), 1));
    requireEqual(present.run(featureMap).get(wire), former.run(featureMap).get(wire));
  }

  private static void requireEqual(Tensor one, Tensor other) {
    int different = 0;
    for (int i = 0; i < one.data().remaining(); i++) {
      different += one.data().get(i) == other.data().get(i) ? 0 : 1;
    }
    if (different > one.data().remaining() / 1000) {
      throw new ScissionLiteException("%d coefficients differ".formatted(different));
    }
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
