package org.scissionlite.task.truth;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.TextFile;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.detection.BoxForm;

/**
 * Reads the labels of a picture as YOLO keeps them: a line a thing, {@code class x y width height}
 * in shares of the picture, (x, y) its centre; or {@code class x1 y1 x2 y2 x3 y3 ...}, the corners
 * of an outline, of which the box around it counts.
 */
final class YoloLabels {
  private static final int MOST_LINES = 100_000;
  private static final String HINT = "number the classes from 0 on, as the model does";
  private static final int BOX_FIELDS = 5;
  private static final int OUTLINE_FIELDS = 7;

  private YoloLabels() {}

  /**
   * The labels in a file.
   *
   * @throws UsageException if it cannot be read, a line is none or of a class that the model does
   *     not have; names file and line
   */
  static Truth.Boxes read(Path file, ModelClasses classes) {
    List<String> lines = lines(file);
    if (lines.size() > MOST_LINES) {
      throw new UsageException(
          "labels %s: %d lines, the most is %d".formatted(file, lines.size(), MOST_LINES));
    }
    List<Truth.Marked> boxes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty()) {
        Box box = box(line, file, i + 1);
        classes.require(box.label(), "labels %s, line %d".formatted(file, i + 1), HINT);
        boxes.add(new Truth.Marked(box, false));
      }
    }
    return new Truth.Boxes(boxes);
  }

  private static List<String> lines(Path file) {
    try {
      return TextFile.lines(file);
    } catch (CharacterCodingException e) {
      throw new UsageException("labels %s: not a text file in UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new UsageException("labels %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  private static Box box(String line, Path file, int number) {
    String[] fields = line.split("\\s+", -1);
    boolean outline = fields.length >= OUTLINE_FIELDS && fields.length % 2 == 1;
    if ((fields.length != BOX_FIELDS && !outline) || !fields[0].matches("\\d{1,6}")) {
      throw problem(line, file, number);
    }
    double[] numbers = new double[fields.length - 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = share(fields[i + 1], line, file, number);
    }
    int label = Integer.parseInt(fields[0]);
    return outline
        ? around(label, numbers)
        : BoxForm.CXCYWH.box(label, 1, numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static double share(String text, String line, Path file, int number) {
    try {
      double value = Double.parseDouble(text);
      if (value >= -0.5 && value <= 1.5) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw problem(line, file, number);
  }

  private static Box around(int label, double[] corners) {
    double left = 1;
    double top = 1;
    double right = 0;
    double bottom = 0;
    for (int i = 0; i < corners.length; i += 2) {
      left = Math.min(left, corners[i]);
      right = Math.max(right, corners[i]);
      top = Math.min(top, corners[i + 1]);
      bottom = Math.max(bottom, corners[i + 1]);
    }
    return new Box(label, 1, left, top, right, bottom);
  }

  private static UsageException problem(String line, Path file, int number) {
    String shown = line.length() <= 60 ? line : line.substring(0, 60) + "...";
    return new UsageException(
        "labels %s, line %d: expected 'class x y width height' in shares of the picture, got '%s'"
            .formatted(file, number, shown));
  }
}
