package org.scissionlite.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ExamplesInMemory;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.InsertedModel;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.spec.TransferLayers;

/** What a layer that is held to a number of bytes really sends, coded by its codec. */
class BytesOnEngineTest {
  private static final TensorSpec INPUT =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 4, 8, 8));
  private static final ModelGraph GRAPH = graph();
  private static final Cut CUT = BlockChain.of(GRAPH).cut("features");
  private static final Engine ENGINE = new OrtEngine();
  private static final Examples IMAGES = ExamplesInMemory.unlabelled(inputs(24));

  @ParameterizedTest
  @ValueSource(longs = {20, 35, 60, 90})
  void bottleneckFittedToAGoal_sendsNoMore(long goal) {
    InsertedModel start =
        new BottleneckStart(ENGINE, 1, IMAGES)
            .within(OptionalLong.of(goal), GRAPH, fitted("learned:c=8,s=2"));
    assertThat(sent(start)).isBetween(0.7 * goal, (double) goal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "learned:c=8,s=2,step=0.1",
        "learned:c=8,s=2,k=4,step=0.1",
        "transform:step=0.1",
        "transform:step=0.1,correction=off",
        "pca:step=0.1"
      })
  void layerThatSendsTooMuch_isMadeCoarserUntilItsCodecKeepsToTheLimit(String spec) {
    InsertedModel model = fitted(spec);
    for (double share : List.of(0.9, 0.5, 0.3)) {
      long most = Math.round(share * sent(model));
      BytesLimit.Sending limited = limit(most).applied(model);
      assertThat(sent(limited.model())).isBetween(0.85 * most, (double) most);
      assertThat(limited.bytes()).isCloseTo(sent(limited.model()), within(1e-9));
    }
  }

  @Test
  void layerWithinTheLimit_staysAsItIs() {
    InsertedModel model = fitted("learned:c=8,s=2");
    BytesLimit.Sending sending = limit((long) Math.ceil(sent(model))).applied(model);
    assertThat(sending.model()).isSameAs(model);
    assertThat(sending.bytes()).isCloseTo(sent(model), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"q8", "transform:step=0.5"})
  void limitOutOfReach_isAnErrorWithBothNumbers(String spec) {
    assertThatThrownBy(() -> limit(2).applied(fitted(spec)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("cut 'features': %s sends ", spec)
        .hasMessageContaining("bytes an image, more than the 2 allowed");
  }

  private static BytesLimit limit(long most) {
    return new BytesLimit(ENGINE, 1, IMAGES, most);
  }

  private static InsertedModel fitted(String spec) {
    List<Map<String, Tensor>> inputs =
        inputs(24).stream().map(input -> Map.of(INPUT.name(), input)).toList();
    FeatureSamples samples = new Calibration(ENGINE, inputs, 1).at(GRAPH, CUT).get(0);
    return Inserter.insert(GRAPH, CUT, List.of(TransferLayers.parse(spec).fit(samples)));
  }

  /** The mean payload of the images, by the device part and the codec; each is decoded again. */
  private static double sent(InsertedModel model) {
    FittedTransferLayer layer = model.layers().get(0);
    ModelGraph device = CutSides.upTo(model.graph(), model.wire());
    long bytes = 0;
    try (Session session = ENGINE.open(device, 1)) {
      for (int i = 0; i < IMAGES.size(); i++) {
        Tensor wire = session.run(Map.of(INPUT.name(), IMAGES.input(i))).get(layer.wire().name());
        ByteBuffer payload = layer.codec().encode(wire);
        bytes += payload.remaining();
        assertThat(layer.codec().decode(payload, wire.type())).isEqualTo(wire);
      }
    }
    return (double) bytes / IMAGES.size();
  }

  private static ModelGraph graph() {
    return new ModelGraph(
        "strongest",
        Map.of("", Fragment.OPSET),
        List.of(INPUT),
        List.of(new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, 4))),
        List.of(
            Node.of("features", "Relu", List.of("image"), Map.of()),
            Node.of("means", "GlobalAveragePool", List.of("features"), Map.of()),
            Node.of("scores", "Flatten", List.of("means"), Map.of())),
        Map.of(),
        Map.of("features", INPUT.type()));
  }

  private static List<Tensor> inputs(int count) {
    Random random = new Random(4);
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[4 * 64];
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) (random.nextGaussian() * 0.3 + (j / 64 == i % 4 ? 1 : 0));
      }
      inputs.add(Tensor.ofFloats(INPUT.shape(), values));
    }
    return inputs;
  }
}
