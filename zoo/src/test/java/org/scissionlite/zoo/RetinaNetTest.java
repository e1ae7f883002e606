package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.task.Detection;
import org.scissionlite.task.DetectionHead;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.task.detection.Anchors;

/** The published sizes of RetinaNet, its anchors, how its answer reads, and where it can be cut. */
class RetinaNetTest {
  /** Of keras-retinanet on ResNet-50 with one class, which has no biases in its backbone. */
  private static final long PUBLISHED = 36_382_957;

  private static final long BIASES_OF_KERAS = 26_560;
  private static final long A_CLASS = 9 * (9 * 256 + 1);

  private static final ZooOptions SMALL =
      Zoo.defaults("retinanet").withWidth(0.125).withInputSize(128).withClasses(6);

  @Test
  void parameters_areThePublishedOnes() {
    assertThat(Zoo.build("retinanet").parameters())
        .isEqualTo(PUBLISHED + BIASES_OF_KERAS + 79 * A_CLASS);
  }

  @Test
  void parts_haveThePublishedShapes() {
    ModelGraph graph = Zoo.build("retinanet");
    assertThat(shape(graph, "C3_reduced")).isEqualTo(Shape.of(1, 256, 64, 64));
    assertThat(shape(graph, "P3")).isEqualTo(Shape.of(1, 256, 64, 64));
    assertThat(shape(graph, "P6")).isEqualTo(Shape.of(1, 256, 8, 8));
    assertThat(shape(graph, "P7")).isEqualTo(Shape.of(1, 256, 4, 4));
    assertThat(graph.initializers().get("P6/kernel").shape()).isEqualTo(Shape.of(256, 2048, 3, 3));
    assertThat(graph.initializers().get("pyramid_classification/kernel").shape())
        .isEqualTo(Shape.of(9 * 80, 256, 3, 3));
    assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(1, 84, 49_104));
  }

  private static Shape shape(ModelGraph graph, String tensor) {
    return graph.typeOf(tensor).orElseThrow().shape();
  }

  @Test
  void anchors_areThosePublished() {
    Anchors grid = AnchorGrid.over(64, 64);
    assertThat(grid.count()).isEqualTo(9 * (64 + 16 + 4 + 1 + 1));
    float[] centres = grid.centres().toFloats();
    float[] sizes = grid.sizes().toFloats();
    int count = grid.count();
    // The second place of P3: 8 to 16 pixels from the left.
    assertThat(List.of(centres[1], centres[count + 1])).containsExactly(12f, 4f);
    // Half as high as wide, 32 x 32 pixels in area.
    assertThat(sizes[1] * sizes[count + 1]).isEqualTo(1024, within(0.01f));
    assertThat(sizes[count + 1] / sizes[1]).isEqualTo(0.5f, within(1e-6f));
    // The last of P7: twice as high as wide, a third of an octave below 1024 pixels.
    assertThat(centres[count - 1]).isEqualTo(64);
    assertThat(Math.sqrt(sizes[count - 1] * sizes[2 * count - 1]))
        .isEqualTo(512 * Math.pow(2, 2.0 / 3), org.assertj.core.api.Assertions.within(0.01));
  }

  private static org.assertj.core.data.Offset<Float> within(float offset) {
    return org.assertj.core.api.Assertions.within(offset);
  }

  @Test
  void answer_readsAsBoxesWithoutBeingTold() {
    ModelGraph graph = Zoo.build("retinanet", SMALL);
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    assertThat(task)
        .isInstanceOfSatisfying(
            Detection.class, boxes -> assertThat(boxes.head()).isEqualTo(DetectionHead.YOLO));
  }

  @Test
  void cuts_behindTheFirstTap_needATensorOfEachLevel() {
    ModelGraph graph = Zoo.build("retinanet", SMALL);
    List<String> single = BlockChain.of(graph).cuts().stream().map(Cut::name).toList();
    assertThat(single)
        .contains("pool1_pool", "conv3_block4_out")
        .noneMatch(name -> name.startsWith("conv4") || name.startsWith("conv5"))
        .noneMatch(name -> name.startsWith("P"));
    assertThat(BlockChain.of(graph, 3).cut("conv5_block1_out").tensors())
        .extracting(tensor -> tensor.name())
        .containsExactlyInAnyOrder("conv3_block4_out", "conv4_block6_out", "conv5_block1_out");
  }

  @Test
  void sizesThatDoNotHalveFiveTimes_areRefusedWithTheNearest() {
    assertThatThrownBy(() -> Zoo.build("retinanet", SMALL.withInputSize(100)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a multiple of 32, got 100; the nearest is 96");
  }
}
