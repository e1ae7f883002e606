package org.scissionlite.task;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

/** Finds out from the shapes and names of outputs whether they are a detector's head, and which. */
final class HeadFinder {
  private static final int BOX = 4;
  private static final int ROW = 6;
  private static final int BOXES_A_CELL = 3;
  private static final List<Integer> USUAL_ROWS = List.of(100, 300);
  private static final int ANCHORS_A_CELL = 9;
  private static final List<Integer> STRIDES = List.of(8, 16, 32);
  private static final List<Integer> PYRAMID_STRIDES = List.of(8, 16, 32, 64, 128);

  private HeadFinder() {}

  /**
   * The head of a model.
   *
   * @param told whether it is known to be a detector, so that less has to be certain
   */
  static Optional<DetectionHead> head(ModelEnds ends, boolean told) {
    if (ends.picture().isEmpty()) {
      return Optional.empty();
    }
    return ends.outputs().size() == 1
        ? ofOne(ends.outputs().get(0), ends, told)
        : ofSeveral(ends, told);
  }

  private static Optional<DetectionHead> ofOne(TensorSpec output, ModelEnds ends, boolean told) {
    Shape shape = output.shape();
    if (shape.rank() != 3 || shape.dim(0) != 1 || !Numbers.areFractions(output)) {
      return Optional.empty();
    }
    long cells = cells(ends.requirePicture(), STRIDES);
    long anchors = ANCHORS_A_CELL * cells(ends.requirePicture(), PYRAMID_STRIDES);
    boolean allCells = shape.dim(2) == cells || shape.dim(2) == anchors;
    if (allCells && suits(ends, shape.dim(1) - BOX)) {
      return Optional.of(DetectionHead.YOLO);
    }
    if (shape.dim(1) == BOXES_A_CELL * cells && suits(ends, shape.dim(2) - BOX - 1)) {
      return Optional.of(DetectionHead.YOLO_OBJECTNESS);
    }
    if (shape.dim(2) == ROW && (told || USUAL_ROWS.contains(shape.dim(1)))) {
      return Optional.of(DetectionHead.ROWS);
    }
    return told ? byLabels(shape, ends) : Optional.empty();
  }

  private static Optional<DetectionHead> byLabels(Shape shape, ModelEnds ends) {
    int channels = Math.min(shape.dim(1), shape.dim(2));
    int classes = ends.labels().size();
    if (classes > 0 && channels == BOX + 1 + classes) {
      return Optional.of(DetectionHead.YOLO_OBJECTNESS);
    }
    return classes > 0 && channels == BOX + classes
        ? Optional.of(DetectionHead.YOLO)
        : Optional.empty();
  }

  /** As many places as there are cells of these sizes in pixels, the last ones begun. */
  private static long cells(ModelEnds.Size size, List<Integer> strides) {
    return strides.stream()
        .mapToLong(stride -> begun(size.width(), stride) * begun(size.height(), stride))
        .sum();
  }

  private static long begun(int pixels, int stride) {
    return ((long) pixels + stride - 1) / stride;
  }

  private static boolean suits(ModelEnds ends, int classes) {
    return classes >= 1 && (ends.labels().isEmpty() || ends.labels().size() == classes);
  }

  private static Optional<DetectionHead> ofSeveral(ModelEnds ends, boolean told) {
    Optional<TensorSpec> boxes = boxes(ends);
    if (boxes.isEmpty() || (!told && !isNamed(boxes.get(), "box", "loc"))) {
      return Optional.empty();
    }
    long count = boxes.get().shape().elements() / BOX;
    Optional<TensorSpec> scores = scores(ends, boxes.get());
    if (scores.isPresent()) {
      boolean detr = isNamed(boxes.get(), "pred_boxes") || isNamed(scores.get(), "logits");
      return Optional.of(detr ? DetectionHead.DETR : DetectionHead.SSD);
    }
    return listed(ends, boxes.get(), count).count() >= 2
        ? Optional.of(DetectionHead.LISTS)
        : Optional.empty();
  }

  /** The output of boxes: [1,N,4] or [N,4]; of several the one with a telling name. */
  private static Optional<TensorSpec> boxes(ModelEnds ends) {
    List<TensorSpec> found =
        ends.outputs().stream()
            .filter(Numbers::areFractions)
            .filter(each -> each.shape().rank() == 2 || each.shape().rank() == 3)
            .filter(each -> each.shape().dim(-1) == BOX)
            .toList();
    return Stream.concat(found.stream().filter(each -> isNamed(each, "box", "loc")), found.stream())
        .findFirst();
  }

  /** The output with a score of each class for each box. */
  private static Optional<TensorSpec> scores(ModelEnds ends, TensorSpec boxes) {
    return ends.outputs().stream()
        .filter(each -> !each.name().equals(boxes.name()))
        .filter(Numbers::areFractions)
        .filter(each -> each.shape().rank() == boxes.shape().rank())
        .filter(each -> each.shape().dim(-1) >= 2)
        .filter(each -> each.shape().dim(-2) == boxes.shape().dim(-2))
        .findFirst();
  }

  /** The outputs with one value for each box. */
  private static Stream<TensorSpec> listed(ModelEnds ends, TensorSpec boxes, long count) {
    return ends.outputs().stream()
        .filter(each -> !each.name().equals(boxes.name()))
        .filter(each -> each.shape().elements() == count);
  }

  private static boolean isNamed(TensorSpec output, String... parts) {
    String name = output.name().toLowerCase(Locale.ROOT);
    return Stream.of(parts).anyMatch(name::contains);
  }

  /**
   * The names of a head's outputs.
   *
   * @throws UsageException if they are not there
   */
  static Detection.Outputs outputs(DetectionHead head, ModelEnds ends) {
    if (head.isOneOutput()) {
      return new Detection.Outputs(ends.outputs().get(0).name(), "", "");
    }
    TensorSpec boxes = boxes(ends).orElseThrow(() -> missing("boxes [1,N,4]", ends));
    if (head != DetectionHead.LISTS) {
      String scores = scores(ends, boxes).orElseThrow(() -> missing("scores [1,N,C]", ends)).name();
      return new Detection.Outputs(boxes.name(), scores, "");
    }
    List<TensorSpec> lists = listed(ends, boxes, boxes.shape().elements() / BOX).toList();
    if (lists.size() < 2) {
      throw missing("scores [1,N] and classes [1,N]", ends);
    }
    TensorSpec classes =
        Stream.concat(
                lists.stream().filter(each -> Numbers.areWhole(each)),
                lists.stream().filter(each -> isNamed(each, "class", "label")))
            .findFirst()
            .orElse(lists.get(1));
    String scores =
        lists.stream()
            .map(TensorSpec::name)
            .filter(name -> !name.equals(classes.name()))
            .findFirst()
            .orElseThrow();
    return new Detection.Outputs(boxes.name(), scores, classes.name());
  }

  private static UsageException missing(String what, ModelEnds ends) {
    return new UsageException(
        "task detection: expected an output of %s, got %s".formatted(what, ends.outputs()));
  }
}
