package org.scissionlite.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

class TaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scores float32 1 10 | classification",
        "scores float32 1 1000 1 1 | classification",
        "class int64 1 | classification",
        "class int64 1; probabilities float32 1 5 | classification",
        "map float32 1 1 32 32 | none",
        "map float32 1 1 32 32; score float32 1 1 | anomaly",
        "score float32 1 1 | none",
        "map int64 1 64 64 | segmentation",
        "logits float32 1 21 64 64 | segmentation",
        "logits float32 1 64 64 2 | segmentation",
        "picture float32 1 3 64 64 | none",
        "features float32 1 512 2 2 | none",
        "output0 float32 1 84 84 | detection",
        "output0 float32 1 252 85 | detection",
        "output0 float32 1 300 6 | detection",
        "output0 float32 1 17 6 | none",
        "boxes float32 1 50 4; scores float32 1 50 3 | detection",
        "a float32 1 50 4; b float32 1 50 3 | none",
        "boxes float32 7 4; scores float32 7; labels int64 7 | detection",
        "logits float32 1 100 92; pred_boxes float32 1 100 4 | detection"
      })
  void task_isFoundOutWhereTheShapesAreSafe(String outputs, String kind) {
    ModelEnds ends = ends(outputs, List.of());
    Task task = Task.of(ends);

    assertThat(task.kind()).isEqualTo(kind);
    assertThat(Task.parse(task.spec(), ends)).isEqualTo(task);
  }

  @Test
  void heads_areToldApart() {
    assertThat(head("output0 float32 1 84 84")).isEqualTo(DetectionHead.YOLO);
    assertThat(head("output0 float32 1 252 85")).isEqualTo(DetectionHead.YOLO_OBJECTNESS);
    assertThat(head("output0 float32 1 300 6")).isEqualTo(DetectionHead.ROWS);
    assertThat(head("boxes float32 1 50 4; scores float32 1 50 3")).isEqualTo(DetectionHead.SSD);
    assertThat(head("logits float32 1 100 92; pred_boxes float32 1 100 4"))
        .isEqualTo(DetectionHead.DETR);
    assertThat(head("boxes float32 7 4; labels int64 7; scores float32 7"))
        .isEqualTo(DetectionHead.LISTS);
  }

  private static DetectionHead head(String outputs) {
    return ((Detection) Task.of(ends(outputs, List.of()))).head();
  }

  @Test
  void maps_areReadAsTheUserSays() {
    ModelEnds map = ends("map float32 1 1 32 32", List.of());

    assertThat(Task.parse("anomaly", map)).isInstanceOf(Anomaly.class);
    assertThat(Task.parse("none", map)).isEqualTo(new RawTensors());
    assertThat(((Segmentation) Task.parse("segmentation", map)).form())
        .isEqualTo(Segmentation.Form.BINARY);
  }

  @Test
  void namesWithCommas_surviveTheWayThroughABundle() {
    ModelEnds ends = ends("a,b=%c float32 1 10", List.of());
    Task task = Task.of(ends);

    assertThat(Task.parse(task.spec(), ends)).isEqualTo(task);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classify",
        "detection:head=yolo9",
        "detection:nothing=1",
        "detection:overlap=2",
        "detection:overlap=NaN",
        "detection:",
        "detection:head",
        "classification:output=none",
        "segmentation",
        "anomaly",
        "detection"
      })
  void wrongTask_isRefusedInOneLine(String text) {
    assertThatThrownBy(() -> Task.parse(text, ends("scores float32 1 10", List.of())))
        .isInstanceOf(UsageException.class)
        .message()
        .hasSizeLessThan(500)
        .doesNotContain("\n");
  }

  @Test
  void labels_decideWhereTheyAreKnown() {
    assertThat(Task.of(ends("logits float32 1 3 64 64", List.of("a", "b", "c"))).kind())
        .isEqualTo("segmentation");
    assertThat(Task.of(ends("output0 float32 1 84 84", List.of("a", "b"))).kind())
        .isEqualTo("none");
  }

  private static ModelEnds ends(String outputs, List<String> labels) {
    TensorSpec image = new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 64, 64));
    List<TensorSpec> specs =
        Stream.of(outputs.split("; ")).map(each -> spec(each.strip().split(" "))).toList();
    return new ModelEnds(List.of(image), specs, labels);
  }

  private static TensorSpec spec(String[] words) {
    List<Integer> dims = Arrays.stream(words).skip(2).map(Integer::valueOf).toList();
    ElementType type = words[1].equals("int64") ? ElementType.INT64 : ElementType.FLOAT32;
    return new TensorSpec(words[0], type, new Shape(dims));
  }
}
