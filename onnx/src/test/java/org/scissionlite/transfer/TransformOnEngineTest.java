package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scissionlite.transfer.OnEngine.ENGINE;
import static org.scissionlite.transfer.OnEngine.run;
import static org.scissionlite.transfer.OnEngine.samples;
import static org.scissionlite.transfer.OnEngine.through;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.spec.TransferLayers;

/** Transform coding as ONNX Runtime executes it. */
class TransformOnEngineTest {
  @ParameterizedTest
  @CsvSource({"8,8", "7,7", "1,9", "28,14", "29,17", "1,1"})
  void fineStep_restoresTheMap(int height, int width) {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 6, height, width));
    List<Tensor> maps = smoothMaps(cut, 20);
    for (String name : List.of("transform", "pca")) {
      FittedTransferLayer fine = fit(name + ":step=0.01", cut, maps);
      for (Tensor map : maps.subList(0, 5)) {
        assertThat(through(fine, map).maxAbsDifference(map)).isLessThan(0.05);
      }
    }
  }

  /** Two strong components and four of next to nothing. */
  @Test
  void componentsThatTheStepLeavesNothingOf_areNotSent_andTheRestComesBackAsBefore() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 6, 12, 32));
    List<Tensor> maps = new ArrayList<>();
    Random random = new Random(5);
    for (int n = 0; n < 24; n++) {
      float[] values = new float[6 * 12 * 32];
      for (int i = 0; i < 12 * 32; i++) {
        double one = random.nextGaussian();
        double other = random.nextGaussian();
        for (int c = 0; c < 6; c++) {
          double mixed = one * (c + 1) + other * (c % 2 == 0 ? 3 : -3);
          values[c * 12 * 32 + i] = (float) (mixed + 0.001 * random.nextGaussian());
        }
      }
      maps.add(Tensor.ofFloats(cut.shape(), values));
    }
    FittedTransferLayer many = fit("transform:step=0.05", cut, maps);
    FittedTransferLayer few = fit("transform:step=0.05", cut, maps.subList(0, 19));
    assertThat(many.wire().shape()).isEqualTo(Shape.of(1, 2, 12, 32));
    assertThat(few.wire().shape()).as("a few inputs do not tell").isEqualTo(cut.shape());
    for (Tensor map : maps) {
      assertThat(through(many, map).maxAbsDifference(map)).isLessThan(0.6);
      assertThat(through(many, map).maxAbsDifference(through(few, map))).isLessThan(0.3);
    }
    int sent = many.codec().encode(run(many.encoder(), maps.get(0))).remaining();
    assertThat(sent)
        .isLessThanOrEqualTo(few.codec().encode(run(few.encoder(), maps.get(0))).remaining());
  }

  /** Waves of frequencies 0 to 2 along the height and 0 to 4 along the width, of tiles of 16. */
  @ParameterizedTest
  @CsvSource({"32,48,6,15", "16,16,3,5", "29,48,29,15"})
  void frequenciesThatTheStepLeavesNothingOf_areNotSent_andTheRestComesBackAsBefore(
      int height, int width, int codedHeight, int codedWidth) {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 2, height, width));
    List<Tensor> maps = new ArrayList<>();
    Random random = new Random(6);
    for (int n = 0; n < 24; n++) {
      float[] values = new float[2 * height * width];
      for (int wave = 0; wave < 15; wave++) {
        double amplitude = 2 + random.nextGaussian();
        for (int i = 0; i < values.length; i++) {
          int y = i / width % height;
          values[i] += (float) (amplitude * cosine(wave / 5, y) * cosine(wave % 5, i % width));
        }
      }
      maps.add(Tensor.ofFloats(cut.shape(), values));
    }
    FittedTransferLayer many = fit("transform:step=0.05", cut, maps);
    FittedTransferLayer few = fit("transform:step=0.05", cut, maps.subList(0, 19));
    assertThat(many.wire().shape().dims().subList(2, 4)).containsExactly(codedHeight, codedWidth);
    assertThat(few.wire().shape()).as("a few inputs do not tell").isEqualTo(cut.shape());
    for (Tensor map : maps) {
      assertThat(through(many, map).maxAbsDifference(through(few, map))).isLessThan(0.3);
    }
    assertThat(bytes(many, maps)).isLessThan(1.15 * bytes(few, maps));
  }

  private static double bytes(FittedTransferLayer layer, List<Tensor> maps) {
    return maps.stream()
        .mapToInt(map -> layer.codec().encode(run(layer.encoder(), map)).remaining())
        .sum();
  }

  private static double cosine(int frequency, int position) {
    return Math.cos(Math.PI * (2 * (position % 16) + 1) * frequency / 32.0);
  }

  @Test
  void coarserStep_sendsFewerBytesAndLosesMore() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 14, 14));
    List<Tensor> maps = smoothMaps(cut, 60);
    List<Tensor> learned = maps.subList(0, 50);
    double lastBytes = Double.MAX_VALUE;
    double lastError = 0;
    for (double step : new double[] {0.05, 0.2, 1, 4}) {
      FittedTransferLayer layer = fit("transform:step=" + step, cut, learned);
      double bytes = 0;
      double error = 0;
      for (Tensor map : maps.subList(50, 60)) {
        bytes += layer.codec().encode(run(layer.encoder(), map)).remaining();
        error += meanSquare(map, through(layer, map));
      }
      assertThat(bytes).isLessThan(lastBytes);
      assertThat(error).isGreaterThan(lastError);
      lastBytes = bytes;
      lastError = error;
    }
  }

  @Test
  void smoothMaps_takeFewerBytesThanQuantisationAtTheSameError() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 14, 14));
    List<Tensor> maps = smoothMaps(cut, 60);
    FittedTransferLayer uniform = fit("q4", cut, maps);
    FittedTransferLayer transform = fit("transform:step=0.3", cut, maps);
    Tensor map = maps.get(3);
    assertThat(meanSquare(map, through(transform, map)))
        .isLessThan(meanSquare(map, through(uniform, map)));
    assertThat(transform.codec().encode(run(transform.encoder(), map)).remaining())
        .isLessThan(uniform.codec().encode(run(uniform.encoder(), map)).remaining());
  }

  @Test
  void boundOfTheActivation_isKept() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 7, 7));
    FittedTransferLayer coarse = fit("transform:step=3", cut, smoothMaps(cut, 30));
    Tensor wire = Tensor.zeros(coarse.wire().type());
    Random random = new Random(3);
    for (int i = 0; i < wire.data().limit(); i++) {
      wire.data().put(i, (byte) (random.nextInt(9) - 4));
    }
    for (float value : run(coarse.decoder(), wire).toFloats()) {
      assertThat(value).isNotNegative();
    }
  }

  @Test
  void mapUnlikeAllSamples_survivesTheWire() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 7, 7));
    FittedTransferLayer layer = fit("transform:step=0.5", cut, smoothMaps(cut, 30));
    float[] large = new float[8 * 49];
    Arrays.fill(large, 1e9f);
    Tensor wire = run(layer.encoder(), Tensor.ofFloats(cut.shape(), large));
    TensorType type = layer.wire().type();
    assertThat(layer.codec().decode(layer.codec().encode(wire), type).data())
        .isEqualTo(wire.data());
  }

  @Test
  void constantMaps_comeBackAsTheyWere() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 2, 4, 4));
    Tensor constant = Tensor.ofFloats(cut.shape(), new float[32]);
    FittedTransferLayer layer = fit("transform", cut, List.of(constant, constant));
    assertThat(through(layer, constant).maxAbs()).isZero();
  }

  @Test
  void correction_bringsTheMeanBack() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 14, 14));
    List<Tensor> maps = smoothMaps(cut, 60);
    double wanted = maps.stream().mapToDouble(TransformOnEngineTest::sum).sum();
    double with = restoredSum(fit("transform:step=3", cut, maps), maps);
    double without = restoredSum(fit("transform:step=3,correction=off", cut, maps), maps);
    assertThat(Math.abs(with - wanted)).isLessThan(Math.abs(without - wanted) / 2);
  }

  @Test
  void constants_areInTheOrderOfTheirNames_whateverTheRun() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 14, 14));
    FittedTransferLayer layer = fit("transform", cut, smoothMaps(cut, 20));
    List<String> names = List.copyOf(layer.decoder().constants().keySet());
    assertThat(names).hasSizeGreaterThan(5).isSorted();
  }

  private double restoredSum(FittedTransferLayer layer, List<Tensor> maps) {
    return maps.stream().mapToDouble(map -> sum(through(layer, map))).sum();
  }

  @Test
  void weights_spendTheBytesWhereTheAnswerDependsOnThem() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 14, 14));
    List<Tensor> maps = smoothMaps(cut, 60);
    EngineSamples sensed = new EngineSamples(ENGINE, 1, cut, maps, () -> gradients(cut, 60));
    FittedTransferLayer even = fit("transform:step=1", cut, maps);
    FittedTransferLayer weighted = TransferLayers.parse("transform:step=1,weights=1").fit(sensed);
    assertThat(errorOfFirstChannels(weighted, maps.get(3)))
        .isLessThan(errorOfFirstChannels(even, maps.get(3)) / 2);
  }

  /** Gradients of an answer that looks at the first two channels only. */
  private static List<Tensor> gradients(TensorSpec cut, int count) {
    Random random = new Random(8);
    List<Tensor> gradients = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] values = new float[8 * 196];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * (i < 2 * 196 ? 1 : 0.01));
      }
      gradients.add(Tensor.ofFloats(cut.shape(), values));
    }
    return gradients;
  }

  private double errorOfFirstChannels(FittedTransferLayer layer, Tensor map) {
    float[] restored = through(layer, map).toFloats();
    float[] wanted = map.toFloats();
    double sum = 0;
    for (int i = 0; i < 2 * 196; i++) {
      sum += (restored[i] - wanted[i]) * (restored[i] - wanted[i]);
    }
    return sum;
  }

  private static double sum(Tensor map) {
    double sum = 0;
    for (float value : map.toFloats()) {
      sum += value;
    }
    return sum;
  }

  @Test
  void specs_areChecked() {
    TensorSpec vector = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 10));
    assertThatThrownBy(() -> fit("transform", vector, List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("transform needs float32 [1,C,H,W], got float32 [1,10]");
    assertThatThrownBy(() -> TransferLayers.parse("transform:stop=1"))
        .hasMessage(
            "unknown option of 'transform' 'stop'; valid, nearest first: step, dial, tile, weights, correction");
    assertThatThrownBy(() -> TransferLayers.parse("transform:step=-1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("positive number");
    assertThat(TransferLayers.parse("transform:step=0.35").spec()).isEqualTo("transform:step=0.35");
  }

  private FittedTransferLayer fit(String spec, TensorSpec cut, List<Tensor> maps) {
    return TransferLayers.parse(spec).fit(samples(cut, maps));
  }

  private static double meanSquare(Tensor a, Tensor b) {
    float[] left = a.toFloats();
    float[] right = b.toFloats();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (left[i] - right[i]) * (left[i] - right[i]);
    }
    return sum / left.length;
  }

  /** Maps like those behind a ReLU6: waves of random phase, mixed between the channels. */
  private static List<Tensor> smoothMaps(TensorSpec spec, int count) {
    Random random = new Random(5);
    int width = spec.shape().dim(3);
    List<Tensor> maps = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] values = new float[Math.toIntExact(spec.shape().elements())];
      double phase = random.nextDouble() * 6;
      double strength = 4 * random.nextDouble();
      for (int i = 0; i < values.length; i++) {
        int channel = i / (spec.shape().dim(2) * width);
        double wave =
            Math.sin(phase + 0.3 * (i % width) + 0.2 * Math.floorDiv(i, width)) * strength
                + channel % 3;
        values[i] = (float) Math.max(0, Math.min(6, wave));
      }
      maps.add(Tensor.ofFloats(spec.shape(), values));
    }
    return maps;
  }
}
