package org.scissionlite.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * How unusual a picture is, and where.
 *
 * @param map name of the output with a value for each place; empty where there is none
 * @param score name of the output with the value of the picture; where there is none it is the
 *     largest of the map
 * @param width of the map; 0 where there is none
 * @param height of the map; 0 where there is none
 */
public record Anomaly(Optional<String> map, Optional<String> score, int width, int height)
    implements Task {
  static final String KIND = "anomaly";
  private static final String MAP = "map";
  private static final String SCORE = "score";

  static Anomaly parse(TaskSpec spec, ModelEnds ends) {
    spec.requireOnly(List.of(MAP, SCORE));
    Optional<TensorSpec> map =
        spec.setting(MAP).map(ends::output).or(() -> first(ends, Anomaly::isMap));
    Optional<TensorSpec> score =
        spec.setting(SCORE).map(ends::output).or(() -> first(ends, Anomaly::isScore));
    if (map.isEmpty() && score.isEmpty()) {
      throw new UsageException(
          "task anomaly: expected an output of a map, float32 [1,1,H,W], or of a score, float32 [1], got "
              + ends.outputs());
    }
    map.filter(each -> !isMap(each))
        .ifPresent(
            each -> {
              throw new UsageException(
                  "task anomaly, map %s: expected float32 [1,1,H,W]".formatted(each));
            });
    score
        .filter(each -> !isScore(each))
        .ifPresent(
            each -> {
              throw new UsageException(
                  "task anomaly, score %s: expected one float32".formatted(each));
            });
    return of(map, score);
  }

  static Anomaly of(Optional<TensorSpec> map, Optional<TensorSpec> score) {
    Optional<ModelEnds.Size> size = map.flatMap(each -> Segmentation.plane(each.shape()));
    return new Anomaly(
        map.map(TensorSpec::name),
        score.map(TensorSpec::name),
        size.map(ModelEnds.Size::width).orElse(0),
        size.map(ModelEnds.Size::height).orElse(0));
  }

  private static Optional<TensorSpec> first(
      ModelEnds ends, java.util.function.Predicate<TensorSpec> kind) {
    return ends.outputs().stream().filter(kind).findFirst();
  }

  static boolean isMap(TensorSpec output) {
    return Numbers.areFractions(output) && Segmentation.plane(output.shape()).isPresent();
  }

  static boolean isScore(TensorSpec output) {
    return Numbers.areFractions(output) && output.shape().elements() == 1;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String spec() {
    Map<String, String> settings = new LinkedHashMap<>();
    map.ifPresent(name -> settings.put(MAP, name));
    score.ifPresent(name -> settings.put(SCORE, name));
    return new TaskSpec(KIND, settings).toString();
  }

  @Override
  public AnomalyMap read(Map<String, Tensor> outputs) {
    float[] values =
        map.map(name -> Numbers.floats(Task.output(outputs, name))).orElse(new float[0]);
    if (values.length != (long) width * height) {
      throw new ScissionLiteException(
          "output '%s': expected %dx%d values, got %d"
              .formatted(map.orElse(""), width, height, values.length));
    }
    double whole =
        score.isPresent() ? Numbers.floats(Task.output(outputs, score.get()))[0] : largest(values);
    return new AnomalyMap(whole, width, height, values);
  }

  private static double largest(float[] values) {
    double most = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}
