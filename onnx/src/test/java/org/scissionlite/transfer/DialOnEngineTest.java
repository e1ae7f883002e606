package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scissionlite.transfer.OnEngine.ENGINE;
import static org.scissionlite.transfer.OnEngine.samples;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.Codecs;
import org.scissionlite.transfer.codec.DialCodec;
import org.scissionlite.transfer.spec.TransferLayers;

/** Transform coding whose step is a number at run time, as ONNX Runtime executes it. */
class DialOnEngineTest {
  private static final int STEPS = 5;

  private static FittedTransferLayer fit(String spec, TensorSpec cut, List<Tensor> maps) {
    return TransferLayers.parse(spec).fit(samples(cut, maps));
  }

  /** Few maps, so that no component is left out at any step. */
  private static List<Tensor> maps(TensorSpec cut, int count) {
    Random random = new Random(11);
    int height = cut.shape().dim(2);
    int width = cut.shape().dim(3);
    List<Tensor> maps = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] values = new float[Math.toIntExact(cut.shape().elements())];
      for (int i = 0; i < values.length; i++) {
        double x = (i % width) * (1 + n % 3) * 0.2;
        double y = (i / width % height) * 0.3;
        double wave = Math.sin(x + n) * Math.cos(y) * (1 + i / (height * width));
        values[i] = (float) Math.max(0, wave + 0.1 * random.nextGaussian());
      }
      maps.add(Tensor.ofFloats(cut.shape(), values));
    }
    return maps;
  }

  private static Tensor sent(FittedTransferLayer dial, Tensor map, int step) {
    Fragment encoder = dial.encoder();
    try (Session session = ENGINE.open(encoder.graph(), 1)) {
      return session
          .run(
              Map.of(
                  encoder.input().name(), map, encoder.settings().get(0).name(), Dial.number(step)))
          .get(encoder.output().name());
    }
  }

  private static double size(int step) {
    return 0.2 * Math.pow(2, step / 2.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,6,8,8;transform;",
        "1,6,29,17;transform;",
        "1,20,7,7;transform;",
        "1,6,28,14;pca;",
        "1,6,28,14;transform;,correction=off"
      })
  void eachStep_sendsAndRestoresWhatTheLayerOfThatStepDoes(String form) {
    String[] parts = form.split(";", -1);
    String[] dims = parts[0].split(",", -1);
    Shape shape =
        Shape.of(
            Integer.parseInt(dims[0]),
            Integer.parseInt(dims[1]),
            Integer.parseInt(dims[2]),
            Integer.parseInt(dims[3]));
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, shape);
    List<Tensor> maps = maps(cut, 12);
    FittedTransferLayer dial = fit(parts[1] + ":step=0.2,dial=" + STEPS + parts[2], cut, maps);
    for (int step = 0; step < STEPS; step++) {
      FittedTransferLayer fixed = fit(parts[1] + ":step=" + size(step) + parts[2], cut, maps);
      for (Tensor map : maps.subList(0, 3)) {
        Tensor wire = sent(dial, map, step);
        ByteBuffer payload = dial.codec().encode(wire);
        assertThat(payload.get()).isEqualTo((byte) step);
        ByteBuffer expected = fixed.codec().encode(OnEngine.run(fixed.encoder(), map));
        if (fixed.wire().elementType() == dial.wire().elementType()) {
          assertThat(payload.slice()).as("bit by bit").isEqualTo(expected);
        } else {
          assertThat(payload.remaining()).as("another checksum").isEqualTo(expected.remaining());
        }
        Tensor restored = restored(dial, wire);
        Tensor wanted = OnEngine.through(fixed, map);
        assertThat(restored.maxAbsDifference(wanted)).isLessThan(1e-5 * (1 + wanted.maxAbs()));
      }
    }
  }

  private static Tensor restored(FittedTransferLayer dial, Tensor wire) {
    Codec codec = Codecs.of(dial.codec().name(), dial.codec().tables());
    return OnEngine.run(dial.decoder(), codec.decode(codec.encode(wire), dial.wire().type()));
  }

  /** With many inputs a coarse step alone leaves components out, which the dial keeps. */
  @Test
  void coarseSteps_sendHardlyMoreThanTheLayerOfThatStep_andTellTheirBytes() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 8, 14, 14));
    List<Tensor> maps = maps(cut, 30);
    FittedTransferLayer dial = fit("transform:step=0.2,dial=" + STEPS, cut, maps);
    int last = Integer.MAX_VALUE;
    for (int step = 0; step < STEPS; step++) {
      FittedTransferLayer fixed = fit("transform:step=" + size(step), cut, maps);
      int dialled = 0;
      int alone = 0;
      for (Tensor map : maps) {
        dialled += dial.codec().encode(sent(dial, map, step)).remaining();
        alone += fixed.codec().encode(OnEngine.run(fixed.encoder(), map)).remaining();
      }
      assertThat(dialled).isLessThan((int) (1.02 * alone) + 4 * maps.size());
      int told = ((DialCodec) dial.codec()).steps().get(step).meanBytes();
      assertThat(told).isBetween(dialled / maps.size() - 1, dialled / maps.size() + 1);
      assertThat(told).isLessThan(last);
      last = told;
    }
  }

  @Test
  void numbersBeyondTheLadder_areRefused() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4, 7, 7));
    List<Tensor> maps = maps(cut, 10);
    FittedTransferLayer dial = fit("transform:dial=3", cut, maps);
    ByteBuffer payload = dial.codec().encode(sent(dial, maps.get(0), 2));
    for (int number : new int[] {3, 8, 127, 128, 255}) {
      ByteBuffer hostile = ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip();
      hostile.put(0, (byte) number);
      assertThatThrownBy(() -> dial.codec().decode(hostile, dial.wire().type()))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessage("step %d: expected one of the bundle's, 0 to 2".formatted(number));
    }
    ByteBuffer other = ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip();
    other.put(0, (byte) 1);
    assertThatThrownBy(() -> dial.codec().decode(other, dial.wire().type()))
        .isInstanceOf(ScissionLiteException.class);
    assertThatThrownBy(() -> dial.codec().decode(ByteBuffer.allocate(0), dial.wire().type()))
        .hasMessageContaining("got no bytes");
  }

  @Test
  void damagedTables_areRefused() {
    TensorSpec cut = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4, 7, 7));
    ByteBuffer tables = fit("transform:dial=3", cut, maps(cut, 10)).codec().tables();
    for (int length = 0; length < tables.remaining(); length += 7) {
      ByteBuffer cutOff = tables.slice(0, length);
      assertThatThrownBy(() -> Codecs.of(DialCodec.NAME, cutOff))
          .isInstanceOf(ScissionLiteException.class);
    }
  }

  @Test
  void moreStepsThanADialHas_areRefused() {
    assertThatThrownBy(() -> TransferLayers.parse("transform:dial=9"))
        .isInstanceOf(UsageException.class)
        .hasMessage("transform: expected a dial of 1 to 8 steps, got 9");
  }
}
