package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scissionlite.transfer.OnEngine.run;
import static org.scissionlite.transfer.OnEngine.samples;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.codec.WireIntegers;
import org.scissionlite.transfer.spec.TransferLayers;

/** Layers that learned nothing do the work of those that did. */
class TypicalLayersOnEngineTest {
  private static final TensorSpec CUT =
      new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 12, 17, 32));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transform",
        "transform:tile=8,step=0.3",
        "pca",
        "learned:c=8,s=2",
        "learned:c=20,s=3,k=5"
      })
  void operatorsAndSizes_areThoseOfAFittedLayer(String spec) {
    TransferLayer layer = TransferLayers.parse(spec);
    FittedTransferLayer typical = layer.typical(CUT).orElseThrow().layer();
    FittedTransferLayer fitted = layer.fit(samples(CUT, List.of(noise(1), noise(2))));
    assertThat(work(typical.encoder())).isEqualTo(work(fitted.encoder()));
    assertThat(work(typical.decoder())).isEqualTo(work(fitted.decoder()));
    assertThat(typical.codec().name()).isEqualTo(fitted.codec().name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"transform:step=0.1", "pca", "learned:c=8,s=2"})
  void whatItIsTakenToSend_isMostlyZerosAndSurvivesItsCodec(String spec) {
    TypicalTransferLayer typical = TransferLayers.parse(spec).typical(CUT).orElseThrow();
    FittedTransferLayer layer = typical.layer();
    assertThat(run(layer.encoder(), noise(3)).type()).isEqualTo(typical.wire().type());
    short[] sent = WireIntegers.read(typical.wire());
    long zeros = 0;
    for (short level : sent) {
      zeros += level == 0 ? 1 : 0;
    }
    assertThat((double) zeros / sent.length)
        .isBetween(TypicalTransferLayer.ZEROS - 0.03, TypicalTransferLayer.ZEROS + 0.03);
    Tensor received =
        layer.codec().decode(layer.codec().encode(typical.wire()), layer.wire().type());
    assertThat(WireIntegers.read(received)).isEqualTo(sent);
    assertThat(run(layer.decoder(), received).type()).isEqualTo(CUT.type());
  }

  /** Operators with the shapes of their constants; clips at an activation's bounds aside. */
  private static Map<String, List<Shape>> work(Fragment fragment) {
    Map<String, List<Shape>> work = new TreeMap<>();
    fragment.nodes().stream()
        .filter(node -> !node.name().endsWith("/activation"))
        .forEach(
            node ->
                work.put(
                    node.name() + " " + node.operator(),
                    node.inputs().stream()
                        .filter(fragment.constants()::containsKey)
                        .map(name -> fragment.constants().get(name).shape())
                        .toList()));
    return work;
  }

  private static Tensor noise(long seed) {
    Random random = new Random(seed);
    float[] values = new float[(int) CUT.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(CUT.shape(), Arrays.copyOf(values, values.length));
  }
}
