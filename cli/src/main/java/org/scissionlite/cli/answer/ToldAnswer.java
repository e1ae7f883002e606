package org.scissionlite.cli.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.AnomalyMap;
import org.scissionlite.task.Boxes;
import org.scissionlite.task.ClassMask;
import org.scissionlite.task.ClassScores;
import org.scissionlite.task.Reading;
import org.scissionlite.task.TopClasses;
import org.scissionlite.task.TopClasses.Ranked;

/**
 * What is told of an answer; all that its task does not have is empty or null.
 *
 * @param task its kind
 * @param classes the top classes
 * @param shares of these classes, 0 to 1, where their scores are logits: what the missing softmax
 *     makes of them
 * @param boxes the highest score first
 * @param areas the share of each class of a mask, the largest first
 * @param anomaly how unusual the picture is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ToldAnswer(
    String task,
    List<Ranked> classes,
    List<Double> shares,
    List<FoundBox> boxes,
    List<Area> areas,
    Unusual anomaly) {
  /**
   * A class of a mask.
   *
   * @param share of the places, 0 to 1
   */
  public record Area(int index, String label, double share) {}

  /**
   * An answer of anomaly detection.
   *
   * @param score of the picture
   * @param peak the largest value of the map; null without one
   * @param x of the peak, as a share of the model's input
   * @param y of the peak, as a share of the model's input
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Unusual(double score, Double peak, Double x, Double y) {
    static Unusual of(AnomalyMap map) {
      if (!map.hasMap()) {
        return new Unusual(map.score(), null, null, null);
      }
      int column = map.peak() % map.width();
      int row = map.peak() / map.width();
      return new Unusual(
          map.score(),
          (double) map.at(column, row),
          (column + 0.5) / map.width(),
          (row + 0.5) / map.height());
    }
  }

  /**
   * What is told of an answer.
   *
   * @param image its name, by which its picture is found
   * @param top how many classes
   */
  public static ToldAnswer of(
      String image, Map<String, Tensor> outputs, AnswerReader reader, int top) {
    AnswerReader.Read read = reader.read(outputs);
    Reading reading = read.reading();
    ToldAnswer nothing =
        new ToldAnswer(read.task().kind(), List.of(), List.of(), List.of(), List.of(), null);
    if (reading instanceof ClassScores scores) {
      return nothing.with(scores, reader, top);
    }
    if (reading instanceof Boxes boxes) {
      return nothing.with(FoundBox.of(boxes, reader.labels(), reader.view(image)));
    }
    if (reading instanceof ClassMask mask) {
      return nothing.with(mask, reader);
    }
    return reading instanceof AnomalyMap map
        ? new ToldAnswer(nothing.task, List.of(), List.of(), List.of(), List.of(), Unusual.of(map))
        : nothing;
  }

  private ToldAnswer with(ClassScores scores, AnswerReader reader, int top) {
    return new ToldAnswer(
        task,
        TopClasses.of(scores, reader.labels(), top),
        scores.form() == ClassScores.Form.LOGITS ? shares(scores, top) : List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static List<Double> shares(ClassScores scores, int top) {
    return scores.top(top).stream().map(scores::share).toList();
  }

  private ToldAnswer with(List<FoundBox> found) {
    return new ToldAnswer(task, List.of(), List.of(), found, List.of(), null);
  }

  private ToldAnswer with(ClassMask mask, AnswerReader reader) {
    List<Area> found =
        mask.shares().entrySet().stream()
            .map(
                each ->
                    new Area(
                        each.getKey(),
                        TopClasses.name(each.getKey(), reader.labels()),
                        each.getValue()))
            .sorted(Comparator.comparingDouble(Area::share).reversed())
            .toList();
    return new ToldAnswer(task, List.of(), List.of(), List.of(), found, null);
  }

  /** The lines for a person; none where nothing but the tensors is known. */
  public List<String> lines() {
    return AnswerText.of(this);
  }
}
