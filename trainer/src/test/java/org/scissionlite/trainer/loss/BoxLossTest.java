package org.scissionlite.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Detection;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.task.detection.Anchors;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.trainer.TinyModels;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.LibTorch;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.examples.BoxExamples;
import org.scissionlite.zoo.Zoo;

/** What a detector is told by its boxes, held against hand calculation and differences. */
class BoxLossTest {
  private static final int SIDE = 64;
  private static final int CLASSES = 2;
  private static ModelGraph graph;
  private static BoxLoss loss;
  private static int anchors;

  @BeforeAll
  static void build() {
    LibTorch.useThreads(1);
    graph =
        Zoo.build(
            "retinanet",
            Zoo.defaults("retinanet").withWidth(0.1).withInputSize(SIDE).withClasses(CLASSES));
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    loss = new BoxLoss(graph, (Detection) task, ComputeDevice.CPU);
    anchors = Anchors.of(graph).orElseThrow().count();
  }

  private static double loss(float[] logits, float[] offsets, float... table) {
    return NativeMemory.scoped(() -> of(logits(logits), offsets(offsets), table).item_double());
  }

  private static Tensor of(Tensor logits, Tensor offsets, float... table) {
    Tensor rows =
        HostTensors.floats(
            table, ComputeDevice.CPU, 1, table.length / BoxExamples.FIELDS, BoxExamples.FIELDS);
    Batch batch = new Batch(logits, Optional.empty(), Map.of(ReconstructionLoss.TARGET, rows));
    List<String> reads = loss.reads();
    return loss.of(Map.of(reads.get(0), logits, reads.get(1), offsets), batch);
  }

  private static Tensor logits(float[] values) {
    return HostTensors.floats(values, ComputeDevice.CPU, 1, CLASSES, anchors);
  }

  private static Tensor offsets(float[] values) {
    return HostTensors.floats(values, ComputeDevice.CPU, 1, 4, anchors);
  }

  @Test
  void withoutBoxes_everyAnchorIsBackground() {
    double each = 0.75 * 0.5 * 0.5 * Math.log(2);
    float[] nothing = {BoxExamples.NOTHING, 0, 0, 0, 0, 0};
    assertThat(loss(new float[CLASSES * anchors], new float[4 * anchors], nothing))
        .isCloseTo(each * CLASSES * anchors, within(1e-2));
  }

  @Test
  void crowds_countNeitherWay() {
    float[] all = {1, 0, 0, 1, 1, 1};
    float[] none = {BoxExamples.NOTHING, 0, 0, 0, 0, 0};
    float[] zeros = new float[CLASSES * anchors];
    float[] still = new float[4 * anchors];
    assertThat(loss(zeros, still, all)).isLessThan(loss(zeros, still, none) - 1);
  }

  @Test
  void gradients_areThoseOfDifferences() {
    float[] logits = noise(CLASSES * anchors);
    float[] offsets = noise(4 * anchors);
    float[] box = {1, 0.1f, 0.2f, 0.6f, 0.7f, 0};
    int found = matched(box);
    float[][] gradients =
        NativeMemory.scoped(
            () -> {
              Tensor first = logits(logits).requires_grad_(true);
              Tensor second = offsets(offsets).requires_grad_(true);
              of(first, second, box).backward();
              return new float[][] {
                HostTensors.floats(first.grad()), HostTensors.floats(second.grad())
              };
            });
    for (int place : new int[] {found, anchors + found, found + 1}) {
      double slope = slope(logits, place, values -> loss(values, offsets, box));
      assertThat((double) gradients[0][place]).isCloseTo(slope, within(2e-3));
    }
    for (int part = 0; part < 4; part++) {
      int place = part * anchors + found;
      double slope = slope(offsets, place, values -> loss(logits, values, box));
      assertThat((double) gradients[1][place]).isCloseTo(slope, within(2e-3));
      assertThat(gradients[1][place]).isNotZero();
    }
  }

  private static double slope(float[] at, int place, ToDoubleFunction<float[]> of) {
    float step = 1e-2f;
    float[] above = at.clone();
    float[] below = at.clone();
    above[place] += step;
    below[place] -= step;
    return (of.applyAsDouble(above) - of.applyAsDouble(below)) / (2 * step);
  }

  private static int matched(float[] table) {
    int[] numbers = match(BoxExamples.boxes(table, 0, 1).get(0).box());
    for (int anchor = 0; anchor < numbers.length; anchor++) {
      if (numbers[anchor] == 0) {
        return anchor;
      }
    }
    throw new AssertionError("no anchor has the box");
  }

  private static int[] match(Box box) {
    Box pixels = box.placed(0, 0, SIDE, SIDE);
    return new AnchorMatch(Anchors.of(graph).orElseThrow())
        .of(List.of(new Truth.Marked(pixels, false)));
  }

  private static float[] noise(int size) {
    Random random = new Random(3);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void boxThatNoAnchorOverlapsByHalf_isFoundByTheNearest() {
    assertThat(match(new Box(0, 1, 0.5, 0.5, 0.53, 0.53)))
        .contains(0)
        .doesNotContain(AnchorMatch.IGNORED);
  }

  @Test
  void boxOfAnAnchorsSize_hasOffsetsOfZero_andItsNeighboursCountNeitherWay() {
    AnchorMatch match = new AnchorMatch(Anchors.of(graph).orElseThrow());
    // The square anchor of 32 x 32 pixels at the middle place of P3.
    Box box = new Box(0, 1, 20.0, 20.0, 52.0, 52.0);
    int[] numbers = match.of(List.of(new Truth.Marked(box, false)));
    int exact = 3 * 64 + 4 * 8 + 4;
    assertThat(numbers[exact]).isZero();
    assertThat(match.offsets(box, exact)).containsExactly(new double[4], within(1e-6));
    assertThat(numbers).contains(AnchorMatch.IGNORED, AnchorMatch.BACKGROUND);
  }

  @Test
  void modelsWithoutAnchors_areRefused() {
    assertThatThrownBy(() -> AnchorHead.of(TinyModels.classifier(1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a detector with anchors, such as zoo:retinanet");
  }
}
