package org.scissionlite.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/**
 * A cut before an activation is left to the one behind it; one before work or another size is not.
 */
class EquivalentCutsTest {
  private static final TensorType IMAGE = type(1, 3, 8, 8);
  private static final TensorType MAP = type(1, 3, 8, 8);
  private static final TensorType HALF = type(1, 3, 4, 4);

  @Test
  void onlyTheCutBeforeAnActivation_isLeftToTheNext() {
    Map<String, Attribute> pool =
        Map.of("kernel_shape", Attribute.ints(2, 2), "strides", Attribute.ints(2, 2));
    Map<String, Attribute> same =
        Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));
    ModelGraph graph =
        new ModelGraph(
            "chain",
            Map.of("", 17),
            List.of(new TensorSpec("image", IMAGE)),
            List.of(new TensorSpec("last", HALF)),
            List.of(
                Node.of("scaled", "Relu", List.of("image"), Map.of()),
                Node.of("conv", "Conv", List.of("scaled", "w"), same),
                Node.of("relu", "Relu", List.of("conv"), Map.of()),
                Node.of("pool", "MaxPool", List.of("relu"), pool),
                Node.of("last", "Conv", List.of("pool", "w"), same)),
            Map.of("w", Tensor.zeros(type(3, 3, 3, 3))),
            Map.of("scaled", MAP, "conv", MAP, "relu", MAP, "pool", HALF));

    assertThat(EquivalentCuts.before(graph)).containsExactly("conv");
  }

  private static TensorType type(int... dims) {
    return new TensorType(ElementType.FLOAT32, Shape.of(dims));
  }
}
