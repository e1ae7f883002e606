package org.scissionlite.profile.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockChain;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.profile.SliceMemory;

class SliceMemoriesTest {
  /** x [100] times w [100] is a; a plus a is b, beside it relu(a); the sum of both is y. */
  private static final ModelGraph GRAPH = graph();

  @Test
  void slicesNeedTheirWeightsAndWhatIsAliveAtOnce() {
    List<SliceMemory> memories = SliceMemories.of(BlockChain.of(GRAPH));
    assertThat(memories)
        .containsExactly(
            SliceMemory.computed(0, 400 + 3 * 400), SliceMemory.computed(400 + 2 * 400, 3 * 400));
  }

  private static ModelGraph graph() {
    Shape shape = Shape.of(100);
    TensorType type = new TensorType(ElementType.FLOAT32, shape);
    return new ModelGraph(
        "diamond",
        Map.of("", 17),
        List.of(new TensorSpec("x", type)),
        List.of(new TensorSpec("y", type)),
        List.of(
            Node.of("a", "Mul", List.of("x", "w"), Map.of()),
            Node.of("b", "Add", List.of("a", "a"), Map.of()),
            Node.of("c", "Relu", List.of("a"), Map.of()),
            Node.of("y", "Add", List.of("b", "c"), Map.of())),
        Map.of("w", Tensor.zeros(type)),
        Map.of("a", type, "b", type, "c", type));
  }
}
