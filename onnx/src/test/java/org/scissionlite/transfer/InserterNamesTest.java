package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.scissionlite.transfer.OnEngine.ENGINE;
import static org.scissionlite.transfer.OnEngine.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.spec.TransferLayers;

/** Transfer layers in models that have their names already. */
class InserterNamesTest {
  @Test
  void namesOfTransferLayers_mayBeTakenByTheModel() {
    TensorSpec image = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 1, 4, 4));
    TensorSpec map = new TensorSpec("a", image.type());
    for (String spec : List.of("pool2", "pool2+q8")) {
      FittedTransferLayer layer = TransferLayers.parse(spec).fit(samples(map, List.of(ramp(map))));
      ModelGraph plain = addingNames(image, List.of());
      List<String> names = new ArrayList<>(layer.encoder().constants().keySet());
      names.addAll(layer.decoder().constants().keySet());
      names.add(layer.wire().name());
      ModelGraph taken = addingNames(image, names);
      Map<String, Tensor> ones = Map.of("x", ramp(image));
      float[] expected = run(inserted(plain, layer), ones).toFloats();
      float[] found = run(inserted(taken, layer), ones).toFloats();
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i] + 100 * names.size(), within(1e-3f));
      }
    }
  }

  /** x -> a (Relu) -> y, on the way to which constants of some names are added, 100 each. */
  private static ModelGraph addingNames(TensorSpec image, List<String> names) {
    List<Node> nodes = new ArrayList<>(List.of(Node.of("a", "Relu", List.of("x"), Map.of())));
    Map<String, Tensor> constants = new HashMap<>();
    String last = "a";
    for (String name : names) {
      constants.put(name, Tensor.scalar(100));
      nodes.add(Node.of("sum" + nodes.size(), "Add", List.of(last, name), Map.of()));
      last = nodes.get(nodes.size() - 1).name();
    }
    nodes.add(Node.of("y", "Relu", List.of(last), Map.of()));
    return new ModelGraph(
        "names",
        Map.of("", 17),
        List.of(image),
        List.of(new TensorSpec("y", image.type())),
        nodes,
        constants,
        Map.of("a", image.type()));
  }

  private static ModelGraph inserted(ModelGraph graph, FittedTransferLayer layer) {
    Cut cut = new Cut("a", 1, List.of(layer.encoder().input()));
    InsertedModel inserted = Inserter.insert(graph, cut, List.of(layer));
    assertThat(inserted.graph().producers()).containsKey(inserted.wire().get(0).name());
    return inserted.graph();
  }

  private static Tensor run(ModelGraph graph, Map<String, Tensor> inputs) {
    try (Session session = ENGINE.open(graph, 1)) {
      return session.run(inputs).get("y");
    }
  }

  private static Tensor ramp(TensorSpec spec) {
    Tensor tensor = Tensor.zeros(spec.type());
    for (int i = 0; i < spec.shape().elements(); i++) {
      tensor.floats().put(i, i / 16f);
    }
    return tensor;
  }
}
