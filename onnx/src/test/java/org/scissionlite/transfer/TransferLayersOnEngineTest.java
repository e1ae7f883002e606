package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scissionlite.transfer.OnEngine.ENGINE;
import static org.scissionlite.transfer.OnEngine.run;
import static org.scissionlite.transfer.OnEngine.samples;
import static org.scissionlite.transfer.OnEngine.through;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.Preprocessing.Channels;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.spec.TransferLayers;

/** The transfer layers as ONNX Runtime executes them. */
class TransferLayersOnEngineTest {
  @ParameterizedTest
  @CsvSource({"8,8", "7,7", "13,13", "1,5", "6,1", "2,3", "27,28"})
  void pool2_restoresTheShapeAndRepeatsEachWindowsMaximum(int height, int width) {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 3, height, width));
    Tensor given = noise(cut, 7, -2, 3);
    FittedTransferLayer pool = TransferLayers.parse("pool2").fit(FeatureSamples.none(cut));

    Tensor restored = through(pool, given);

    assertThat(pool.wire().shape()).isEqualTo(Shape.of(1, 3, (height + 1) / 2, (width + 1) / 2));
    assertThat(restored.type()).isEqualTo(cut.type());
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          assertThat(restored.floats().get((c * height + y) * width + x))
              .isEqualTo(windowMaximum(given, c, y / 2 * 2, x / 2 * 2));
        }
      }
    }
  }

  private static float windowMaximum(Tensor map, int channel, int top, int left) {
    int height = map.shape().dim(2);
    int width = map.shape().dim(3);
    float maximum = Float.NEGATIVE_INFINITY;
    for (int y = top; y < Math.min(top + 2, height); y++) {
      for (int x = left; x < Math.min(left + 2, width); x++) {
        maximum = Math.max(maximum, map.floats().get((channel * height + y) * width + x));
      }
    }
    return maximum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,4,9,9", "1,16", "2,3,5", "1,1,6,6"})
  void q8_staysWithinHalfAStepInsideTheCalibratedRange(String dims) {
    Shape shape =
        Shape.of(Arrays.stream(dims.split(",", -1)).mapToInt(Integer::parseInt).toArray());
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, shape);
    Tensor given = noise(cut, 3, -1, 4);
    FittedTransferLayer q8 = TransferLayers.parse("q8").fit(samples(cut, List.of(given)));

    Tensor restored = through(q8, given);

    assertThat(q8.wire().bytes()).isEqualTo(cut.bytes() / 4);
    assertThat(restored.maxAbsDifference(given)).isPositive().isLessThan(5.0 / 255 / 2 * 1.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void fewBits_stayWithinHalfAStepAndClipOutsideTheRange(int bits) {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4, 9, 9));
    Tensor given = noise(cut, bits, 0, 4);
    FittedTransferLayer layer = TransferLayers.parse("q" + bits).fit(samples(cut, List.of(given)));

    assertThat(through(layer, given).maxAbsDifference(given))
        .isLessThan(4.0 / ((1 << bits) - 1) / 2 * 1.01);
    assertThat(through(layer, noise(cut, 1, 30, 40)).maxAbs()).isLessThanOrEqualTo(4);
    assertThat(layer.codec().encode(run(layer.encoder(), given)).remaining())
        .isLessThanOrEqualTo(5 + (int) Math.ceil(324 * bits / 8.0));
  }

  @Test
  void q8_bringsZeroBackExactlyAndClipsOutsideTheRange() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 1, 1, 4));
    Tensor range = Tensor.ofFloats(cut.shape(), 0, 1, 2, 6);
    FittedTransferLayer q8 = TransferLayers.parse("q8").fit(samples(cut, List.of(range)));

    Tensor restored = through(q8, Tensor.ofFloats(cut.shape(), 0, -3, 6, 60));

    assertThat(restored.toFloats()).containsExactly(0, 0, 6, 6);
  }

  @Test
  void q8_ofAConstantChannelIsExact() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 2, 1, 1));
    Tensor zeros = Tensor.zeros(cut.type());
    FittedTransferLayer q8 = TransferLayers.parse("q8").fit(samples(cut, List.of(zeros)));

    assertThat(through(q8, zeros).toFloats()).containsExactly(0, 0);
  }

  @Test
  void poolThenQuantise_combinesBothOnTheWire() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4, 7, 7));
    Tensor given = noise(cut, 11, 0, 1);
    FittedTransferLayer chain = TransferLayers.parse("pool2+q8").fit(samples(cut, List.of(given)));
    FittedTransferLayer pool = TransferLayers.parse("pool2").fit(FeatureSamples.none(cut));

    assertThat(chain.spec()).isEqualTo("pool2+q8");
    assertThat(chain.wire().type().toString()).isEqualTo("uint8 [1,4,4,4]");
    assertThat(through(chain, given).maxAbsDifference(through(pool, given))).isLessThan(1.0 / 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tf", "torch", "caffe_bgr", "raw", "unit"})
  void pixels_isTheIdentityOnPreprocessedPixels(String name) {
    Preprocessing preprocessing = Preprocessing.named(name);
    TensorSpec image = new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 16, 16));
    Tensor given = allLevels(image, preprocessing);
    FittedTransferLayer pixels =
        TransferLayers.parse("pixels", preprocessing).fit(FeatureSamples.none(image));

    assertThat(pixels.wire().bytes()).isEqualTo(768);
    assertThat(through(pixels, given).maxAbsDifference(given))
        .isLessThan(1e-6 * Math.max(1, given.maxAbs()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tf", "torch", "caffe_bgr", "raw", "unit"})
  void smoothPicture_survivesJpegAndWebpInEveryPreprocessing(String name) {
    Preprocessing preprocessing = Preprocessing.named(name);
    TensorSpec image = new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 16, 16));
    Tensor given = allLevels(image, preprocessing);
    for (String spec : List.of("jpeg:q=100", "webp:q=100")) {
      FittedTransferLayer layer =
          TransferLayers.parse(spec, preprocessing).fit(FeatureSamples.none(image));
      Tensor restored = through(layer, given);
      for (int i = 0; i < 768; i++) {
        double step = preprocessing.pixelSteps().get(i / 256);
        double levels = (restored.floats().get(i) - given.floats().get(i)) / step;
        assertThat(levels).as("%s, value %d", spec, i).isBetween(-16.0, 16.0);
      }
    }
  }

  @Test
  void pictures_crossInEveryLayout() {
    List<Double> zero = List.of(0.0, 0.0, 0.0);
    List<Double> one = List.of(1.0, 1.0, 1.0);
    Fit fit = Fit.STRETCH;
    Preprocessing last = new Preprocessing(fit, Channels.RGB, Layout.NHWC, 1, zero, one);
    Preprocessing grey =
        new Preprocessing(fit, Channels.GREY, Layout.NCHW, 1, List.of(0.0), List.of(1.0));
    assertColumnsSurvive(last, Shape.of(1, 16, 16, 3), 3);
    assertColumnsSurvive(grey, Shape.of(1, 1, 16, 16), 1);
  }

  /** A picture whose columns grow brighter to the right. */
  private static void assertColumnsSurvive(Preprocessing preprocessing, Shape shape, int step) {
    TensorSpec image = new TensorSpec("image", ElementType.FLOAT32, shape);
    Tensor given = Tensor.zeros(image.type());
    for (int i = 0; i < shape.elements(); i++) {
      given.floats().put(i, 12 * (i / step % 16));
    }
    for (String spec : List.of("jpeg:q=95", "webp:q=95")) {
      FittedTransferLayer layer =
          TransferLayers.parse(spec, preprocessing).fit(FeatureSamples.none(image));
      assertThat(through(layer, given).maxAbsDifference(given)).as(spec).isLessThan(12);
    }
  }

  private static Tensor allLevels(TensorSpec image, Preprocessing preprocessing) {
    Tensor tensor = Tensor.zeros(image.type());
    for (int i = 0; i < 768; i++) {
      int channel = i / 256;
      double value =
          i % 256 * preprocessing.pixelSteps().get(channel)
              + preprocessing.pixelOffsets().get(channel);
      tensor.floats().put(i, (float) value);
    }
    return tensor;
  }

  @Test
  void withoutTransferLayer_theTensorItselfCrosses() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 2));
    FittedTransferLayer none = TransferLayers.parse("none").fit(FeatureSamples.none(cut));
    Tensor given = Tensor.ofFloats(cut.shape(), 3, 4);

    assertThat(through(none, given).toFloats()).containsExactly(3, 4);
  }

  @Test
  void poolBehindAPadding_runsAsOneSlice() {
    TensorSpec image = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 1, 4, 4));
    TensorSpec padded = new TensorSpec("padded", ElementType.FLOAT32, Shape.of(1, 1, 10, 10));
    Node pad =
        Node.of("padded", "Pad", List.of("x", "pads"), Map.of("mode", Attribute.of("constant")));
    Node end = Node.of("end", "Relu", List.of("padded"), Map.of());
    ModelGraph graph =
        new ModelGraph(
            "padding",
            Map.of("", 17),
            List.of(image),
            List.of(new TensorSpec("end", padded.type())),
            List.of(pad, end),
            Map.of("pads", Tensor.vector(0, 0, 3, 3, 0, 0, 3, 3)),
            Map.of("padded", padded.type()));
    FittedTransferLayer pool = TransferLayers.parse("pool2").fit(FeatureSamples.none(padded));
    Cut cut = BlockChain.of(graph).cut("padded");

    ModelGraph joined = Inserter.insert(graph, cut, List.of(pool)).graph();

    try (Session session = ENGINE.open(joined, 1)) {
      Tensor ones = Tensor.ofFloats(image.shape(), new float[16]);
      ones.floats().put(0, 5);
      Tensor answer = session.run(Map.of("x", ones)).get("end");
      assertThat(answer.floats().get(2 * 10 + 2)).isEqualTo(5);
      assertThat(answer.floats().get(0)).isZero();
    }
  }

  @Test
  void misfitsAndUnknownNames_areRefusedWithTheReason() {
    TensorSpec vector = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 10));
    assertThatThrownBy(() -> TransferLayers.parse("pool2").fit(FeatureSamples.none(vector)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "cut at 'x': pool2 needs float32 [N,C,H,W] larger than 1x1, got float32 [1,10]");
    assertThatThrownBy(() -> TransferLayers.parse("q8").fit(FeatureSamples.none(vector)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--calibrate");
    assertThatThrownBy(() -> TransferLayers.parse("pol2+q8"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("unknown transfer layer 'pol2'; valid, nearest first: pool2");
  }

  private static Tensor noise(TensorSpec spec, long seed, double low, double high) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor tensor = Tensor.zeros(spec.type());
    for (int i = 0; i < spec.shape().elements(); i++) {
      tensor.floats().put(i, (float) random.nextDouble(low, high));
    }
    return tensor;
  }
}
