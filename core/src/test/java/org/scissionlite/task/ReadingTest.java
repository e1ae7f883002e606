package org.scissionlite.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.detection.Box;

class ReadingTest {
  private static final TensorSpec IMAGE =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 64, 128));

  @Test
  void yolo_suppressesWhatOverlapsInOneClass() {
    // Three places: two of class 1 on one thing, one of class 0 elsewhere; the input is 128 x 64.
    Tensor channels =
        channelsFirst(
            new float[] {32, 32, 32, 32, 0, 0.5f},
            new float[] {34, 32, 32, 32, 0, 0.625f},
            new float[] {96, 16, 16, 16, 0.75f, 0});
    Boxes boxes = (Boxes) read("detection:head=yolo,overlap=0.45", Map.of("o", channels));

    assertThat(boxes.boxes())
        .containsExactly(
            new Box(0, 0.75, 88 / 128.0, 8 / 64.0, 104 / 128.0, 24 / 64.0),
            new Box(1, 0.625, 18 / 128.0, 16 / 64.0, 50 / 128.0, 48 / 64.0));
  }

  @Test
  void yoloWithObjectness_multipliesItsScores() {
    float[] rows = new float[8 * 6];
    System.arraycopy(new float[] {64, 32, 64, 32, 0.5f, 0.5f}, 0, rows, 0, 6);
    Boxes boxes =
        (Boxes) read("detection:head=yolo-objectness", Map.of("o", tensor(rows, 1, 8, 6)));

    assertThat(boxes.boxes()).containsExactly(new Box(0, 0.25, 0.25, 0.25, 0.75, 0.75));
  }

  @Test
  void yoloWithoutSigmoid_isGivenOne() {
    Tensor channels =
        channelsFirst(new float[] {64, 32, 64, 32, 2, -20}, new float[] {64, 32, 64, 32, -20, -20});
    Boxes boxes = (Boxes) read("detection:head=yolo", Map.of("o", channels));

    assertThat(boxes.boxes().get(0).score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
    assertThat(boxes.boxes().get(0).label()).isZero();
  }

  @Test
  void ssd_leavesOutTheBackground() {
    Map<String, Tensor> answer = new LinkedHashMap<>();
    answer.put("scores", tensor(new float[] {0.9f, 0.1f, 0, 0.1f, 0.2f, 0.7f}, 1, 2, 3));
    answer.put("boxes", tensor(new float[] {0, 0, 1, 1, 0.25f, 0.25f, 0.5f, 0.5f}, 1, 2, 4));
    List<Box> boxes = ((Boxes) read("", answer)).from(Boxes.SHOWN);

    assertThat(boxes).hasSize(1);
    assertThat(boxes.get(0).label()).isEqualTo(1);
    assertThat(boxes.get(0).score()).isCloseTo(0.7, within(1e-6));
    assertThat(boxes.get(0).left()).isEqualTo(0.25);
  }

  @Test
  void detr_leavesOutNoObjectAndTakesTheSoftmax() {
    Map<String, Tensor> answer = new LinkedHashMap<>();
    answer.put("logits", tensor(new float[] {3, 0, 0, 0, 0, 9}, 1, 2, 3));
    answer.put("pred_boxes", tensor(new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0, 0, 1, 1}, 1, 2, 4));
    List<Box> boxes = ((Boxes) read("", answer)).from(Boxes.SHOWN);

    assertThat(boxes).hasSize(1);
    assertThat(boxes.get(0).label()).isZero();
    assertThat(boxes.get(0).score()).isCloseTo(Math.exp(3) / (Math.exp(3) + 2), within(1e-6));
    assertThat(boxes.get(0).right()).isEqualTo(0.75);
  }

  @Test
  void lists_takeBoxesScoresAndClasses() {
    Map<String, Tensor> answer = new LinkedHashMap<>();
    answer.put("boxes", tensor(new float[] {16, 8, 32, 24, 0, 0, 0, 0}, 2, 4));
    answer.put("labels", Tensor.ofLongs(Shape.of(2), 3, 0));
    answer.put("scores", tensor(new float[] {0.5f, 0}, 2));

    assertThat(((Boxes) read("", answer)).boxes())
        .containsExactly(new Box(3, 0.5, 0.125, 0.125, 0.25, 0.375));
  }

  @Test
  void rows_holdScoreAndClassLast() {
    float[] rows = {0, 0, 64, 64, 0.5f, 7, 0, 0, 0, 0, 0, 0};

    assertThat(((Boxes) read("detection:head=rows", Map.of("o", tensor(rows, 1, 2, 6)))).boxes())
        .containsExactly(new Box(7, 0.5, 0, 0, 0.5, 1));
  }

  @Test
  void placesThatAreNoNumbers_areNoBoxes() {
    float nan = Float.NaN;
    float[] rows = {nan, 0, 64, 64, 0.5f, 7, 0, 0, 64, 64, nan, 1, 0, 0, 64, 64, 1, 2};

    assertThat(((Boxes) read("detection:head=rows", Map.of("o", tensor(rows, 1, 3, 6)))).boxes())
        .containsExactly(new Box(2, 1, 0, 0, 0.5, 1));
  }

  @Test
  void segmentation_takesTheBestClassOfEachPlace() {
    float[] logits = {1, 5, 2, 3, 4, 9};
    ClassMask first =
        (ClassMask) read("segmentation:form=nchw", Map.of("o", tensor(logits, 1, 2, 1, 3)));
    ClassMask last =
        (ClassMask) read("segmentation:form=nhwc", Map.of("o", tensor(logits, 1, 1, 3, 2)));

    assertThat(List.of(first.at(0, 0), first.at(1, 0), first.at(2, 0))).containsExactly(1, 0, 1);
    assertThat(List.of(last.at(0, 0), last.at(1, 0), last.at(2, 0))).containsExactly(1, 1, 1);
    assertThat(first.shares()).containsExactly(Map.entry(0, 1 / 3.0), Map.entry(1, 2 / 3.0));
  }

  @Test
  void oneMap_isHeldAgainstOneHalfOrZero() {
    ClassMask shares =
        (ClassMask)
            read("segmentation", Map.of("o", tensor(new float[] {0.4f, 0.6f, 1, 0}, 1, 1, 2, 2)));
    ClassMask logits =
        (ClassMask)
            read("segmentation", Map.of("o", tensor(new float[] {-1, 0.4f, 3, 0}, 1, 1, 2, 2)));

    assertThat(shares.at(0, 0) + 10 * shares.at(1, 0)).isEqualTo(10);
    assertThat(logits.at(0, 0) + 10 * logits.at(1, 0)).isEqualTo(10);
  }

  @Test
  void anomaly_hasTheScoreOrTheLargestOfTheMap() {
    Tensor map = tensor(new float[] {0, 1, 7, 2}, 1, 1, 2, 2);
    Map<String, Tensor> both = new LinkedHashMap<>();
    both.put("map", map);
    both.put("score", tensor(new float[] {0.5f}, 1, 1));

    assertThat(((AnomalyMap) read("", both)).score()).isEqualTo(0.5);
    assertThat(((AnomalyMap) read("anomaly", Map.of("map", map))).score()).isEqualTo(7);
    assertThat(((AnomalyMap) read("anomaly", Map.of("map", map))).peak()).isEqualTo(2);
  }

  @Test
  void softmaxThatIsMissing_isToldAndMadeUp() {
    ClassScores logits = ClassScores.of(tensor(new float[] {0, 2, 1}, 1, 3));
    ClassScores shares = ClassScores.of(tensor(new float[] {0.25f, 0.5f, 0.25f}, 1, 3));

    assertThat(logits.form()).isEqualTo(ClassScores.Form.LOGITS);
    assertThat(logits.share(1))
        .isCloseTo(Math.exp(2) / (1 + Math.exp(2) + Math.exp(1)), within(1e-6));
    assertThat(shares.form()).isEqualTo(ClassScores.Form.PROBABILITIES);
    assertThat(shares.share(1)).isEqualTo(0.5);
  }

  @Test
  void classNumber_isTheAnswerWithoutMargins() {
    ClassScores index = (ClassScores) read("", Map.of("class", Tensor.ofLongs(Shape.of(1), 461)));

    assertThat(index.best()).isEqualTo(461);
    assertThat(index.top(5)).containsExactly(461);
    assertThat(index.hasMargins()).isFalse();
  }

  @Test
  void relativeError_isThatOfAllTensorsTogether() {
    Values one = new Values(Map.of("a", tensor(new float[] {3, 4}, 2)));
    Values other = new Values(Map.of("a", tensor(new float[] {3, 3}, 2)));

    assertThat(other.relativeError(one)).isCloseTo(0.2, within(1e-12));
    assertThat(one.relativeError(one)).isZero();
  }

  private static Reading read(String task, Map<String, Tensor> answer) {
    return Task.parse(task, ModelEnds.of(List.of(IMAGE), answer, List.of())).read(answer);
  }

  /** [1,6,8] of places of six channels each; the other places are 0. */
  private static Tensor channelsFirst(float[]... places) {
    float[] values = new float[6 * 8];
    for (int place = 0; place < places.length; place++) {
      for (int channel = 0; channel < 6; channel++) {
        values[channel * 8 + place] = places[place][channel];
      }
    }
    return tensor(values, 1, 6, 8);
  }

  private static Tensor tensor(float[] values, int... dims) {
    return Tensor.ofFloats(Shape.of(dims), values);
  }
}
