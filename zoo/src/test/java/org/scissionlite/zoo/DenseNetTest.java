package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.Layer;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;

class DenseNetTest {
  private final ModelGraph graph = Zoo.build("densenet169");

  @Test
  void densenet169_hasKerasLayersAndParameters() {
    List<Layer> layers = graph.layers();

    assertThat(layers).hasSize(597);
    assertThat(graph.parameters()).isEqualTo(14_307_880);
    assertThat(layers.get(1).name()).isEqualTo("zero_padding2d");
    assertThat(layers.get(139).name()).isEqualTo("pool3_conv");
    assertThat(layers.get(596).name()).isEqualTo("predictions");
  }

  @Test
  void afterThePadding_theTensorIs230PointsWide() {
    assertThat(graph.spec("zero_padding2d").shape()).isEqualTo(Shape.of(1, 3, 230, 230));
  }
}
