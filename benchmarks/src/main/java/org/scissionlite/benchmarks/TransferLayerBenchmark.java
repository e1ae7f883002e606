package org.scissionlite.benchmarks;

import java.nio.ByteBuffer;
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
import org.scissionlite.block.BlockChain;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.wire.PinnedSession;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.training.Calibration;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * What the two halves of a transfer layer cost: DeviceTL (encode) and EdgeTL (decode) of one
 * feature map, each alone in ONNX Runtime on one thread, codec included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransferLayerBenchmark {
  /** The transfer layer's spec. */
  @Param({"pool2", "q8", "pool2+q8"})
  public String layer;

  /** Channels, height and width of the feature map. */
  @Param({"64x112x112", "512x28x28", "64x28x28"})
  public String size;

  private FittedTransferLayer fitted;
  private PinnedSession encoder;
  private PinnedSession decoder;
  private Map<String, Tensor> featureMap;
  private ByteBuffer payload;

  /** Fits the layer to a feature map of the size. */
  @Setup
  public void open() {
    OrtEngine engine = new OrtEngine();
    TensorSpec spec = RandomTensors.spec(size);
    featureMap = Map.of(spec.name(), RandomTensors.featureMap(spec));
    fitted = TransferLayers.parse(layer).fit(samples(engine, spec));
    encoder = new PinnedSession(engine.open(fitted.encoder().graph(), 1));
    decoder = new PinnedSession(engine.open(fitted.decoder().graph(), 1));
    payload = encode();
  }

  private FeatureSamples samples(OrtEngine engine, TensorSpec spec) {
    ModelGraph relu =
        new ModelGraph(
            "relu",
            Map.of("", 17),
            List.of(spec),
            List.of(new TensorSpec("y", spec.type())),
            List.of(Node.of("y", "Relu", List.of(spec.name()), Map.of())),
            Map.of(),
            Map.of());
    return new Calibration(engine, List.of(featureMap), 1)
        .at(relu, BlockChain.of(relu).cut("input"))
        .get(0);
  }

  /** From the feature map to the bytes that are sent. */
  @Benchmark
  public ByteBuffer encode() {
    return fitted.codec().encode(encoder.run(featureMap).get(fitted.wire().name()));
  }

  /** From the received bytes to the restored feature map. */
  @Benchmark
  public Map<String, Tensor> decode() {
    Tensor received = fitted.codec().decode(payload.duplicate(), fitted.wire().type());
    return decoder.run(Map.of(fitted.wire().name(), received));
  }

  /** Frees the sessions. */
  @TearDown
  public void close() {
    encoder.close();
    decoder.close();
  }
}
