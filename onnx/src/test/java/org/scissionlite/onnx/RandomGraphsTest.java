package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;

/** The laws of stages 1 and 2 on random graphs: chains, residual and dense parts, branches. */
class RandomGraphsTest {
  private static final int CHANNELS = 4;
  private final List<String> tensors = new ArrayList<>();
  private final List<Integer> channels = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void blocksOneAfterAnother_equalTheWhole(int seed) {
    ModelGraph built = randomGraph(new Random(seed));
    ModelGraph graph = OnnxReader.read(OnnxWriter.toBytes(built), "random").graph();
    Map<String, Tensor> inputs = Tensors.inputs(graph.inputs(), seed);
    Map<String, Tensor> whole = Tensors.run(built, inputs);
    assertThat(Tensors.relativeDifference(whole, Tensors.run(graph, inputs))).isLessThan(1e-5);
    assertThat(Tensors.relativeDifference(whole, RealModelsTest.runBlocks(graph, inputs)))
        .isLessThan(1e-5);
    ModelGraph again = OnnxReader.read(OnnxWriter.toBytes(graph), "random").graph();
    assertThat(again).isEqualTo(graph);
  }

  private ModelGraph randomGraph(Random random) {
    SmallModels net = new SmallModels(17).input("x", 1, CHANNELS, 6, 6);
    add("x", CHANNELS);
    if (random.nextBoolean()) {
      net.input("x2", 1, CHANNELS, 6, 6);
      add("x2", CHANNELS);
    }
    for (int i = 0; i < 12; i++) {
      addNode(net, "n" + i, random);
    }
    List<String> outputs = new ArrayList<>(List.of(tensors.get(tensors.size() - 1)));
    if (random.nextBoolean()) {
      outputs.add("n6");
    }
    return net.graph(outputs.toArray(String[]::new));
  }

  private void addNode(SmallModels net, String name, Random random) {
    int last = tensors.size() - 1;
    int other = last - random.nextInt(Math.min(4, tensors.size()));
    switch (random.nextInt(5)) {
      case 0 -> {
        net.weight("w" + name, CHANNELS, channels.get(last), 3, 3);
        net.node(
            name,
            "Conv",
            List.of(tensors.get(last), "w" + name),
            Map.of("pads", Attribute.ints(1, 1, 1, 1)));
        add(name, CHANNELS);
      }
      case 1 -> {
        net.weight("w" + name, CHANNELS, channels.get(other), 1, 1);
        net.node(name, "Conv", List.of(tensors.get(other), "w" + name), Map.of());
        add(name, CHANNELS);
      }
      case 2 -> {
        boolean fits = channels.get(last).equals(channels.get(other));
        net.node(
            name, "Add", List.of(tensors.get(last), tensors.get(fits ? other : last)), Map.of());
        add(name, channels.get(last));
      }
      case 3 -> {
        net.node(
            name,
            "Concat",
            List.of(tensors.get(last), tensors.get(other)),
            Map.of("axis", Attribute.of(1L)));
        add(name, channels.get(last) + channels.get(other));
      }
      default -> {
        net.node(name, "Tanh", List.of(tensors.get(last)), Map.of());
        add(name, channels.get(last));
      }
    }
  }

  private void add(String tensor, int count) {
    tensors.add(tensor);
    channels.add(count);
  }
}
