package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.bottleneck.BottleneckFit;
import org.scissionlite.transfer.bottleneck.BottleneckTransferLayer;
import org.scissionlite.transfer.bottleneck.PatchComponents;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.Codecs;
import org.scissionlite.transfer.spec.TransferLayers;

/** The laws of the bottleneck in closed form, run by the engine. */
class LearnedOnEngineTest {
  @ParameterizedTest
  @CsvSource({"8,8,1", "8,8,2", "7,9,2", "13,13,4", "5,12,3", "8,8,8"})
  void allComponentsAndAFineStep_restoreTheMap(int height, int width, int stride) {
    FeatureSamples samples = maps(Shape.of(1, 3, height, width), 30, 5);
    for (int kernel = stride; kernel <= stride + 4; kernel += 2) {
      String spec =
          "learned:c=%d,s=%d,k=%d,step=0.02".formatted(3 * stride * stride, stride, kernel);
      FittedTransferLayer layer = TransferLayers.parse(spec).fit(samples);
      assertThat(layer.wire().shape())
          .isEqualTo(
              Shape.of(
                  1,
                  3 * stride * stride,
                  PatchComponents.patches(height, stride),
                  PatchComponents.patches(width, stride)));
      assertThat(largestError(layer, samples)).as(spec).isLessThan(0.15);
    }
  }

  @ParameterizedTest
  @CsvSource({"8,8,2,4", "7,9,2,6", "13,13,4,10"})
  void payload_holdsExactlyWhatTheEncoderWrote(int height, int width, int stride, int channels) {
    FeatureSamples samples = maps(Shape.of(1, 3, height, width), 20, 9);
    FittedTransferLayer layer =
        TransferLayers.parse("learned:c=%d,s=%d,step=0.7".formatted(channels, stride)).fit(samples);
    Codec read = Codecs.of(layer.codec().name(), layer.codec().tables());
    for (Tensor wire : samples.after(layer.encoder()).tensors()) {
      assertThat(read.decode(layer.codec().encode(wire), wire.type())).isEqualTo(wire);
    }
  }

  @Test
  void principalComponents_restoreMoreThanAnyOtherChannelsOfTheirNumber() {
    FeatureSamples samples = maps(Shape.of(1, 6, 8, 8), 40, 3);
    double learned =
        meanError(TransferLayers.parse("learned:c=6,s=2,step=0.01").fit(samples), samples);
    double pooled = meanError(TransferLayers.parse("pool2").fit(samples), samples);
    assertThat(learned).isLessThan(pooled);
  }

  @Test
  void coarserStep_sendsLess() {
    FeatureSamples samples = maps(Shape.of(1, 4, 8, 8), 40, 3);
    BottleneckFit fit = new BottleneckTransferLayer(8, 2, 2, 1).prepare(samples);
    assertThat(bytes(fit.at(2), samples)).isLessThan(bytes(fit.at(0.25), samples));
  }

  @Test
  void trainedConstants_takeTheirPlace_andTheCodecLearnsAnew() {
    FeatureSamples samples = maps(Shape.of(1, 4, 8, 8), 40, 3);
    FittedTransferLayer layer = TransferLayers.parse("learned:c=8,s=2").fit(samples);
    String name = "map/DeviceTL/down/0";
    Tensor zeros = Tensor.zeros(layer.encoder().constants().get(name).type());
    List<Tensor> silent =
        samples.after(layer.encoder()).tensors().stream()
            .map(wire -> Tensor.zeros(wire.type()))
            .toList();
    FittedTransferLayer trained = layer.trained(java.util.Map.of(name, zeros), silent);
    assertThat(trained.encoder().constants().get(name)).isEqualTo(zeros);
    assertThat(bytes(trained, samples)).isLessThan(9);
  }

  @Test
  void placesWhereItDoesNotFit_areNamed() {
    assertThat(
            TransferLayers.parse("learned")
                .misfit(new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 10)).type()))
        .hasValueSatisfying(reason -> assertThat(reason).contains("float32 [1,C,H,W]"));
    assertThat(
            TransferLayers.parse("learned:c=16,s=4")
                .misfit(new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 3, 3)).type()))
        .hasValueSatisfying(reason -> assertThat(reason).contains("at least 4x4"));
    FeatureSamples none =
        FeatureSamples.none(new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 64, 8, 8)));
    assertThatThrownBy(() -> TransferLayers.parse("learned").fit(none))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("needs calibration inputs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learned:c=0 | expected c to be a positive number, got '0'",
        "learned:c=300 | expected c to be 1 to 256, got 300",
        "learned:s=1.5 | expected s to be a whole number, got '1.5'",
        "learned:s=9 | expected s to be 1 to 8, got 9",
        "learned:s=2,k=3 | expected k to be s, s + 2 or s + 4, got 3",
        "learned:n=3 | unknown option of 'learned' 'n'",
      })
  void badOptions_areNamed(String spec, String message) {
    assertThatThrownBy(() -> TransferLayers.parse(spec))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  /** Smooth maps of correlated channels, none below 0. */
  private static FeatureSamples maps(Shape shape, int count, long seed) {
    Random random = new Random(seed);
    return OnEngine.samples(
        new TensorSpec("map", ElementType.FLOAT32, shape),
        IntStream.range(0, count).mapToObj(i -> map(shape, random)).toList());
  }

  private static Tensor map(Shape shape, Random random) {
    int width = shape.dim(3);
    int inner = shape.dim(2) * width;
    float[] values = new float[(int) shape.elements()];
    double slopeX = random.nextGaussian();
    double slopeY = random.nextGaussian();
    for (int i = 0; i < values.length; i++) {
      int row = i % inner / width;
      double slope = slopeX * (i % width) / width + slopeY * row / shape.dim(2);
      int channel = i / inner;
      double value = slope * (1 + channel) + 0.1 * random.nextGaussian() + 0.5;
      values[i] = (float) Math.max(0, value);
    }
    return Tensor.ofFloats(shape, values);
  }

  private static double largestError(FittedTransferLayer layer, FeatureSamples samples) {
    List<Tensor> restored = samples.after(layer.encoder()).after(layer.decoder()).tensors();
    return IntStream.range(0, restored.size())
        .mapToDouble(i -> restored.get(i).maxAbsDifference(samples.tensors().get(i)))
        .max()
        .orElseThrow();
  }

  private static double meanError(FittedTransferLayer layer, FeatureSamples samples) {
    List<Tensor> restored = samples.after(layer.encoder()).after(layer.decoder()).tensors();
    return IntStream.range(0, restored.size())
        .mapToDouble(i -> squares(restored.get(i).toFloats(), samples.tensors().get(i).toFloats()))
        .average()
        .orElseThrow();
  }

  private static double squares(float[] a, float[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> (a[i] - b[i]) * (double) (a[i] - b[i]))
        .sum();
  }

  private static double bytes(FittedTransferLayer layer, FeatureSamples samples) {
    return layer.codec().meanBytes(samples.after(layer.encoder()).tensors());
  }
}
