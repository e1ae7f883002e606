package org.scissionlite.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.detection.BoxForm;
import org.scissionlite.task.detection.RawBoxes;
import org.scissionlite.task.detection.RawBoxes.Units;

/** How the outputs of a detector hold its boxes. */
public enum DetectionHead {
  /**
   * One output [1,4+C,N] or [1,N,4+C]: of each of N places the centre, width and height in pixels
   * and a score of each class (YOLOv8 and later, before its suppression).
   */
  YOLO {
    @Override
    void read(Detection task, Map<String, Tensor> answer, RawBoxes boxes) {
      readYolo(task, answer, boxes, BOX);
    }
  },
  /** The same with the score that there is anything, [1,N,5+C] (YOLOv5, YOLOv7). */
  YOLO_OBJECTNESS {
    @Override
    void read(Detection task, Map<String, Tensor> answer, RawBoxes boxes) {
      readYolo(task, answer, boxes, BOX + 1);
    }
  },
  /**
   * Two outputs: decoded boxes [1,N,4], and scores [1,N,C] of which the first is that of the
   * background.
   */
  SSD {
    @Override
    void read(Detection task, Map<String, Tensor> answer, RawBoxes boxes) {
      readScores(task, answer, boxes);
    }
  },
  /** Two outputs: boxes [1,N,4], and logits [1,N,C] of which the last is that of no object. */
  DETR {
    @Override
    void read(Detection task, Map<String, Tensor> answer, RawBoxes boxes) {
      readScores(task, answer, boxes);
    }
  },
  /** Three outputs after suppression: boxes [1,N,4], scores [1,N] and classes [1,N]. */
  LISTS {
    @Override
    void read(Detection task, Map<String, Tensor> answer, RawBoxes boxes) {
      float[] corners = Numbers.floats(Task.output(answer, task.outputs().boxes()));
      float[] scores = Numbers.floats(Task.output(answer, task.outputs().scores()));
      long[] classes = Numbers.longs(Task.output(answer, task.outputs().classes()));
      requireEqual(corners.length / BOX, scores.length, classes.length);
      for (int i = 0; i < scores.length; i++) {
        add(boxes, (int) classes[i] - task.first(), scores[i], corners, BOX * i, 1);
      }
    }
  },
  /** One output after suppression, [1,N,6]: left, top, right, bottom, score, class. */
  ROWS {
    @Override
    void read(Detection task, Map<String, Tensor> answer, RawBoxes boxes) {
      float[] rows = Numbers.floats(Task.output(answer, task.outputs().boxes()));
      for (int i = 0; i + ROW <= rows.length; i += ROW) {
        add(boxes, Math.round(rows[i + 5]) - task.first(), rows[i + 4], rows, i, 1);
      }
    }
  };

  private static final int BOX = 4;
  private static final int ROW = 6;
  private static final double USUAL_OVERLAP = 0.45;

  /** Adds the boxes of an answer. */
  abstract void read(Detection task, Map<String, Tensor> answer, RawBoxes boxes);

  static List<String> names() {
    return Arrays.stream(values()).map(TaskSpec::lower).toList();
  }

  boolean isOneOutput() {
    return this == YOLO || this == YOLO_OBJECTNESS || this == ROWS;
  }

  BoxForm usualForm(String boxes) {
    return switch (this) {
      case YOLO, YOLO_OBJECTNESS, DETR -> BoxForm.CXCYWH;
      case LISTS -> boxes.contains("detection_boxes") ? BoxForm.YXYX : BoxForm.XYXY;
      case SSD, ROWS -> BoxForm.XYXY;
    };
  }

  Units usualUnits() {
    return switch (this) {
      case YOLO, YOLO_OBJECTNESS, ROWS -> Units.PIXELS;
      case DETR -> Units.SHARES;
      case SSD, LISTS -> Units.AUTO;
    };
  }

  /** In the scores of an SSD the background comes first, where the labels do not name it. */
  int usualFirst(Detection.Outputs outputs, ModelEnds ends) {
    if (this != SSD) {
      return 0;
    }
    int scores = ends.output(outputs.scores()).shape().dim(-1);
    return ends.labels().size() == scores ? 0 : 1;
  }

  /** How many numbers of classes there are, those below the first one included; 0 if unknown. */
  int classes(Detection.Outputs outputs, ModelEnds ends) {
    Shape shape = ends.output(isOneOutput() ? outputs.boxes() : outputs.scores()).shape();
    return switch (this) {
      case YOLO -> Math.min(shape.dim(1), shape.dim(2)) - BOX;
      case YOLO_OBJECTNESS -> Math.min(shape.dim(1), shape.dim(2)) - BOX - 1;
      case SSD -> shape.dim(-1);
      case DETR -> shape.dim(-1) - 1;
      case LISTS, ROWS -> 0;
    };
  }

  double usualOverlap() {
    return this == YOLO || this == YOLO_OBJECTNESS || this == SSD ? USUAL_OVERLAP : 1;
  }

  /** Checks that the outputs hold what this head needs. */
  void require(Detection.Outputs outputs, ModelEnds ends) {
    TensorSpec boxes = ends.output(outputs.boxes());
    if (isOneOutput()) {
      int least = this == YOLO_OBJECTNESS ? BOX + 2 : this == YOLO ? BOX + 1 : ROW;
      Shape shape = boxes.shape();
      boolean fits =
          shape.rank() == 3
              && shape.dim(0) == 1
              && Math.min(shape.dim(1), shape.dim(2)) >= (this == ROWS ? 0 : least)
              && (this != ROWS || shape.dim(2) == ROW);
      requireFit(fits && Numbers.areFractions(boxes), boxes);
      return;
    }
    TensorSpec scores = ends.output(outputs.scores());
    long count = boxes.shape().elements() / BOX;
    requireFit(
        Numbers.areFractions(boxes) && boxes.shape().rank() >= 2 && boxes.shape().dim(-1) == BOX,
        boxes);
    boolean lists = this == LISTS;
    requireFit(
        Numbers.areFractions(scores)
            && (lists
                ? scores.shape().elements() == count
                : scores.shape().rank() >= 2
                    && scores.shape().dim(-1) >= 2
                    && scores.shape().elements() == count * scores.shape().dim(-1)),
        scores);
    if (lists) {
      TensorSpec classes = ends.output(outputs.classes());
      requireFit(classes.shape().elements() == count, classes);
    }
  }

  private void requireFit(boolean fits, TensorSpec output) {
    if (!fits) {
      throw new UsageException(
          "task detection:head=%s does not fit the output %s; name others with boxes=, scores=, classes=, or another head"
              .formatted(TaskSpec.lower(this), output));
    }
  }

  private static void readYolo(
      Detection task, Map<String, Tensor> answer, RawBoxes boxes, int firstClass) {
    Tensor output = Task.output(answer, task.outputs().boxes());
    float[] values = Numbers.floats(output);
    int first = output.shape().dim(1);
    int second = output.shape().dim(2);
    boolean channelsFirst = first <= second;
    int channels = channelsFirst ? first : second;
    int places = channelsFirst ? second : first;
    int toChannel = channelsFirst ? places : 1;
    int toPlace = channelsFirst ? 1 : channels;
    boolean logits = areLogits(values, channels, places, toChannel, toPlace);
    for (int place = 0; place < places; place++) {
      int start = place * toPlace;
      int best = firstClass;
      for (int c = firstClass + 1; c < channels; c++) {
        best = values[start + c * toChannel] > values[start + best * toChannel] ? c : best;
      }
      double score = chance(values[start + best * toChannel], logits);
      if (firstClass > BOX) {
        score *= chance(values[start + BOX * toChannel], logits);
      }
      add(boxes, best - firstClass, score, values, start, toChannel);
    }
  }

  private static boolean areLogits(
      float[] values, int channels, int places, int toChannel, int toPlace) {
    for (int c = BOX; c < channels; c++) {
      for (int place = 0; place < places; place++) {
        float value = values[place * toPlace + c * toChannel];
        if (value < 0 || value > 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static double chance(double value, boolean logit) {
    return logit ? Numbers.sigmoid(value) : value;
  }

  /** Boxes with a score of each class; where the scores are logits, their softmax. */
  void readScores(Detection task, Map<String, Tensor> answer, RawBoxes boxes) {
    float[] corners = Numbers.floats(Task.output(answer, task.outputs().boxes()));
    Tensor output = Task.output(answer, task.outputs().scores());
    float[] scores = Numbers.floats(output);
    int classes = output.shape().dim(-1);
    requireEqual(corners.length / BOX, scores.length / classes, scores.length / classes);
    int background = this == SSD ? 0 : classes - 1;
    for (int i = 0; i < corners.length / BOX; i++) {
      ClassScores row = ClassScores.of(Arrays.copyOfRange(scores, i * classes, (i + 1) * classes));
      int best = background == 0 ? 1 : 0;
      for (int c = best + 1; c < classes; c++) {
        best = c != background && row.score(c) > row.score(best) ? c : best;
      }
      add(boxes, best - task.first(), row.share(best), corners, BOX * i, 1);
    }
  }

  private static void add(
      RawBoxes boxes, int label, double score, float[] values, int start, int step) {
    boxes.add(
        label,
        score,
        values[start],
        values[start + step],
        values[start + 2 * step],
        values[start + 3 * step]);
  }

  private static void requireEqual(int boxes, int scores, int classes) {
    if (boxes != scores || boxes != classes) {
      throw new ScissionLiteException(
          "the answer of the detector has %d boxes, %d scores and %d classes"
              .formatted(boxes, scores, classes));
    }
  }
}
