package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;

class ZooOptionsTest {
  private static final ZooOptions SMALL =
      Zoo.defaults("mobilenetv2").withWidth(0.5).withInputSize(64);

  @ParameterizedTest
  @CsvSource({
    "mobilenet, 0.25, 475544",
    "mobilenet, 0.5, 1342536",
    "mobilenetv2, 0.35, 1691208",
    "mobilenetv2, 0.5, 1987224",
    "mobilenetv2, 1.4, 6156712"
  })
  void width_givesKerasParameters(String name, double width, long parameters) {
    ZooOptions options = Zoo.defaults(name).withWidth(width).withInputSize(32);

    assertThat(Zoo.build(name, options).parameters()).isEqualTo(parameters);
  }

  @Test
  void inputSizeAndClasses_shapeInputAndOutput() {
    ModelGraph graph = Zoo.build("mobilenetv2", SMALL.withClasses(7));

    assertThat(graph.inputs().get(0).shape()).isEqualTo(Shape.of(1, 3, 64, 64));
    assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(1, 7));
  }

  @Test
  void sameSeed_givesTheSameBits() {
    assertThat(Zoo.build("mobilenetv2", SMALL)).isEqualTo(Zoo.build("mobilenetv2", SMALL));
  }

  @Test
  void otherSeed_givesOtherWeights() {
    String kernel = "Conv1/kernel";
    ModelGraph other = Zoo.build("mobilenetv2", SMALL.withSeed(2));

    assertThat(other.initializers().get(kernel))
        .isNotEqualTo(Zoo.build("mobilenetv2", SMALL).initializers().get(kernel));
  }

  @Test
  void weightsAndStatistics_areTheSameOnEveryMachine() {
    ModelGraph graph = Zoo.build("resnet50", Zoo.defaults("resnet50").withInputSize(32));

    assertThat(first(graph, "conv1_conv/kernel")).isEqualTo(0.18518373f);
    assertThat(first(graph, "conv5_block3_1_bn/moving_variance")).isEqualTo(3.2040176f);
  }

  private static float first(ModelGraph graph, String initializer) {
    return graph.initializers().get(initializer).floats().get(0);
  }

  @Test
  void unknownName_listsTheNearest() {
    assertThatThrownBy(() -> Zoo.build("densenet196"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "unknown architecture 'densenet196'; valid, nearest first: densenet1");
  }

  @Test
  void widthWhereThereIsNone_namesTheArchitecturesThatHaveIt() {
    assertThatThrownBy(() -> Zoo.build("vgg16", Zoo.defaults("vgg16").withWidth(0.5)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "vgg16 cannot be scaled in width: expected 1, got 0.5; mobilenet, mobilenetv2, unet, retinanet can");
  }

  @Test
  void imageThatIsTooSmall_isRefused() {
    assertThatThrownBy(() -> Zoo.build("xception", Zoo.defaults("xception").withInputSize(64)))
        .isInstanceOf(UsageException.class)
        .hasMessage("xception: expected an input size of at least 71, got 64");
  }

  @Test
  void valuesOutOfRange_areRefused() {
    assertThatThrownBy(() -> SMALL.withWidth(Double.NaN))
        .hasMessage("width: expected 0.1 to 4, got NaN");
    assertThatThrownBy(() -> SMALL.withInputSize(4096))
        .hasMessage("input size: expected 32 to 2048 pixels, got 4096");
    assertThatThrownBy(() -> SMALL.withClasses(1))
        .hasMessage("classes: expected 2 to 100000, got 1");
  }
}
