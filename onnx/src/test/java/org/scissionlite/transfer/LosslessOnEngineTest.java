package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.examples.ExamplesInMemory;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.SearchListener;
import org.scissionlite.training.search.SearchResult;
import org.scissionlite.training.search.TransferLayerSearch;
import org.scissionlite.training.search.trial.TrialJournal;
import org.scissionlite.transfer.codec.PackedZstdCodec;
import org.scissionlite.transfer.lossless.LosslessTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/** Integers as they are: nothing is lost, whatever they are, and few bytes where zeros are many. */
class LosslessOnEngineTest {
  private static final OrtEngine ENGINE = new OrtEngine();
  private static final TransferLayer LAYER = TransferLayers.parse(LosslessTransferLayer.SPEC);

  @ParameterizedTest
  @CsvSource({
    "INT8,1x4x6x10",
    "UINT8,1x300x3x3",
    "INT16,2x3x4x4",
    "INT8,1x7x5",
    "UINT8,1x9",
    "INT8,1x5x1x1",
    "INT64,1x6",
    "INT32,1x2x3x3",
    "BOOL,1x8"
  })
  void integersOfEveryTypeAndShape_comeBackAsTheyWere(ElementType element, String dims) {
    TensorType type = new TensorType(element, shape(dims));
    Random random = new Random(3);
    TensorSpec spec = new TensorSpec("q", type);
    FittedTransferLayer layer =
        LAYER.fit(OnEngine.samples(spec, List.of(small(type, random), small(type, random))));
    for (int round = 0; round < 50; round++) {
      Tensor given = round % 2 == 0 ? small(type, random) : any(type, random);
      Tensor restored = OnEngine.through(layer, given);
      assertThat(restored.data()).isEqualTo(given.data());
    }
  }

  @Test
  void floats_areRefusedWithTheCutToChoose() {
    assertThat(LAYER.misfit(new TensorType(ElementType.FLOAT16, Shape.of(1, 4))).orElseThrow())
        .contains("lossless needs a tensor of integers", "cut behind QuantizeLinear");
    TensorSpec spec = new TensorSpec("q", ElementType.INT8, Shape.of(1, 4));
    assertThatThrownBy(() -> LAYER.fit(FeatureSamples.none(spec)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--calibrate");
  }

  @Test
  void channelsOfDifferentSpread_takeLessThanZstd() {
    TensorType type = new TensorType(ElementType.INT8, Shape.of(1, 16, 20, 20));
    Random random = new Random(5);
    List<Tensor> samples = IntStream.range(0, 8).mapToObj(i -> spread(type, random)).toList();
    FittedTransferLayer layer = LAYER.fit(OnEngine.samples(new TensorSpec("q", type), samples));
    Tensor other = spread(type, random);
    int zstd = new PackedZstdCodec(8).encode(other).remaining();
    assertThat(layer.codec().encode(other).remaining()).isLessThan(zstd * 9 / 10);
  }

  @Test
  void search_findsItAtAQuantisedTensorAndNeedsNoImagesToConfirm() {
    ModelGraph graph = quantised();
    Cut cut = BlockChain.of(graph).cut("q");
    assertThat(cut.tensors().get(0).elementType()).isEqualTo(ElementType.UINT8);
    List<Tensor> inputs = new ArrayList<>();
    Random random = new Random(9);
    for (int i = 0; i < 20; i++) {
      inputs.add(any(graph.inputs().get(0).type(), random));
    }
    SearchImages images =
        SearchImages.divided(new ExamplesInMemory(inputs, List.of()), Integer.MAX_VALUE, 1);
    SearchResult result =
        new TransferLayerSearch(
                ENGINE, 1, Sensitivity.UNKNOWN, TrialJournal.inMemory(), SearchListener.SILENT)
            .search(graph, cut, images, new SearchGoal(1, Long.MAX_VALUE, 1));
    assertThat(result.layers().get(0).spec()).isEqualTo("lossless");
    assertThat(result.report().atMostPoints()).isZero();
    assertThat(result.report().confirmed().dropPoints()).isZero();
    assertThat(result.report().confirmed().meanBytes()).isLessThan(cut.bytes() * 0.9);
  }

  private static Shape shape(String dims) {
    return Shape.of(Arrays.stream(dims.split("x")).mapToInt(Integer::parseInt).toArray());
  }

  private static ModelGraph quantised() {
    Tensor zero = Tensor.zeros(new TensorType(ElementType.UINT8, Shape.of()));
    ModelGraph graph =
        new SmallModels(17, "quantised")
            .input("x", 1, 3, 16, 16)
            .weight("w", 4, 3, 3, 3)
            .weight("w2", 5, 4, 1, 1)
            .constant("step", Tensor.scalar(0.05f))
            .constant("zero", zero)
            .node("conv", "Conv", List.of("x", "w"), Map.of())
            .node("relu", "Relu", List.of("conv"), Map.of())
            .node("q", "QuantizeLinear", List.of("relu", "step", "zero"), Map.of())
            .node("dq", "DequantizeLinear", List.of("q", "step", "zero"), Map.of())
            .node("head", "Conv", List.of("dq", "w2"), Map.of())
            .node("pool", "GlobalAveragePool", List.of("head"), Map.of())
            .node("scores", "Flatten", List.of("pool"), Map.of())
            .graph("scores");
    return OnnxReader.read(OnnxWriter.toBytes(graph), "quantised").graph();
  }

  /** Any bytes; floats of a normal distribution. */
  private static Tensor any(TensorType type, Random random) {
    if (type.elementType() == ElementType.FLOAT32) {
      float[] values = new float[(int) type.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return Tensor.ofFloats(type.shape(), values);
    }
    byte[] bytes = new byte[(int) type.bytes()];
    random.nextBytes(bytes);
    return of(type, bytes);
  }

  /** Bytes of which most are zero. */
  private static Tensor small(TensorType type, Random random) {
    byte[] bytes = new byte[(int) type.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, random.nextInt(6) - 3);
    }
    return of(type, bytes);
  }

  /** Each channel has a spread of its own. */
  private static Tensor spread(TensorType type, Random random) {
    byte[] bytes = new byte[(int) type.bytes()];
    int inner = bytes.length / type.shape().dim(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(random.nextGaussian() * (i / inner + 1) / 2);
    }
    return of(type, bytes);
  }

  private static Tensor of(TensorType type, byte[] bytes) {
    Tensor tensor = Tensor.zeros(type);
    tensor.data().put(bytes);
    return tensor;
  }
}
