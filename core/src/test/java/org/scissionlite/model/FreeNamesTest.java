package org.scissionlite.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreeNamesTest {
  private static final ModelGraph GRAPH =
      new ModelGraph(
          "small",
          Map.of("", 17),
          List.of(new TensorSpec("input", ElementType.FLOAT32, Shape.of(1))),
          List.of(new TensorSpec("output", ElementType.FLOAT32, Shape.of(1))),
          List.of(
              new Node(
                  "node",
                  "layer",
                  "",
                  "If",
                  List.of("input"),
                  List.of("output"),
                  Map.of("body", new Attribute.Opaque(ByteBuffer.allocate(0), List.of("weight"))))),
          Map.of("weight", Tensor.scalar(1)),
          Map.of());

  @Test
  void whatIsFree_isTakenAsItIs() {
    assertThat(FreeNames.in(GRAPH).take("clip/max")).isEqualTo("clip/max");
  }

  @Test
  void whatAGraphHas_isNumbered() {
    FreeNames names = FreeNames.in(GRAPH);
    for (String own : List.of("input", "output", "node", "layer", "weight")) {
      assertThat(names.take(own)).isEqualTo(own + "_2");
    }
  }

  @Test
  void noNameIsGivenTwice() {
    FreeNames names = FreeNames.except(List.of("a", "a_2"));
    assertThat(names.take("a")).isEqualTo("a_3");
    assertThat(names.take("a")).isEqualTo("a_4");
    assertThat(names.take("a_3")).isEqualTo("a_3_2");
  }
}
