package org.scissionlite.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.detection.BoxForm;
import org.scissionlite.task.detection.RawBoxes;
import org.scissionlite.task.detection.RawBoxes.Units;
import org.scissionlite.task.detection.Suppression;

/**
 * Boxes around things, each with a class and a score.
 *
 * @param head how the outputs hold them
 * @param outputs their names
 * @param form what the four numbers of a box are
 * @param units of these numbers
 * @param first number of the first class in the output: 1 where classes count from 1
 * @param overlap of two boxes of one class from which on only one stays; 1 where all stay
 * @param classes how many; 0 where that is not known
 * @param width of the model's input, in pixels
 * @param height of the model's input, in pixels
 */
public record Detection(
    DetectionHead head,
    Outputs outputs,
    BoxForm form,
    Units units,
    int first,
    double overlap,
    int classes,
    int width,
    int height)
    implements Task {
  static final String KIND = "detection";
  private static final String HEAD = "head";
  private static final String BOXES = "boxes";
  private static final String SCORES = "scores";
  private static final String CLASSES = "classes";
  private static final String FORM = "form";
  private static final String UNITS = "units";
  private static final String FIRST = "first";
  private static final String OVERLAP = "overlap";
  private static final List<String> SETTINGS =
      List.of(HEAD, BOXES, SCORES, CLASSES, FORM, UNITS, FIRST, OVERLAP);

  /**
   * The outputs that a head is spread over.
   *
   * @param boxes or all of it, where there is one output
   * @param scores empty where there is one output
   * @param classes empty where the scores tell them
   */
  public record Outputs(String boxes, String scores, String classes) {}

  static Detection parse(TaskSpec spec, ModelEnds ends) {
    spec.requireOnly(SETTINGS);
    DetectionHead head =
        spec.choice(HEAD, DetectionHead.class)
            .or(() -> HeadFinder.head(ends, true))
            .orElseThrow(
                () ->
                    new UsageException(
                        "task detection: the outputs %s do not tell which head it is; name it with head=%s"
                            .formatted(ends.outputs(), String.join("|", DetectionHead.names()))));
    Outputs found = HeadFinder.outputs(head, ends);
    Outputs outputs =
        new Outputs(
            spec.setting(BOXES).orElse(found.boxes()),
            spec.setting(SCORES).orElse(found.scores()),
            spec.setting(CLASSES).orElse(found.classes()));
    head.require(outputs, ends);
    ModelEnds.Size size = ends.requirePicture();
    int first = spec.whole(FIRST, head.usualFirst(outputs, ends));
    return new Detection(
        head,
        outputs,
        spec.choice(FORM, BoxForm.class).orElse(head.usualForm(outputs.boxes())),
        spec.choice(UNITS, Units.class).orElse(head.usualUnits()),
        first,
        spec.share(OVERLAP, head.usualOverlap()),
        Math.max(0, head.classes(outputs, ends) - first),
        size.width(),
        size.height());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String spec() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(HEAD, TaskSpec.lower(head));
    settings.put(BOXES, outputs.boxes());
    if (!outputs.scores().isEmpty()) {
      settings.put(SCORES, outputs.scores());
    }
    if (!outputs.classes().isEmpty()) {
      settings.put(CLASSES, outputs.classes());
    }
    settings.put(FORM, TaskSpec.lower(form));
    settings.put(UNITS, TaskSpec.lower(units));
    settings.put(FIRST, String.valueOf(first));
    settings.put(OVERLAP, String.valueOf(overlap));
    return new TaskSpec(KIND, settings).toString();
  }

  @Override
  public Boxes read(Map<String, Tensor> answer) {
    RawBoxes raw = new RawBoxes(form);
    head.read(this, answer, raw);
    List<Box> boxes =
        raw.inShares(units, width, height).stream().filter(box -> box.area() > 0).toList();
    return new Boxes(new Suppression(overlap).of(boxes));
  }
}
