package org.scissionlite.trainer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.scissionlite.file.Sha256;
import org.scissionlite.trainer.libtorch.LibTorch;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingPlan;

/**
 * All that decides what a training gives, by names that a person knows: two trainings with the same
 * settings give the same weights.
 *
 * @param values by name; those that are no single number or word are known by their hash
 */
record TrainingSettings(Map<String, String> values) {
  private static final int HASH_DIGITS = 16;

  TrainingSettings {
    values = Map.copyOf(values);
  }

  /**
   * Those of a training.
   *
   * @param dataSha256 of its images
   * @param startSha256 of the weights before it
   */
  static TrainingSettings of(TrainingPlan plan, String dataSha256, String startSha256) {
    Schedule schedule = plan.schedule();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("epochs", String.valueOf(schedule.epochs()));
    values.put("images a step", String.valueOf(schedule.batchSize()));
    values.put("learning rate", String.valueOf(schedule.learningRate()));
    values.put("patience", String.valueOf(schedule.patience()));
    values.put("warm-up share", String.valueOf(schedule.warmUpShare()));
    values.put("weight decay", String.valueOf(schedule.weightDecay()));
    values.put("clip norm", String.valueOf(schedule.clipNorm()));
    values.put("seed", String.valueOf(plan.seed()));
    values.put("batch normalisation", String.valueOf(plan.batchNorm()));
    values.put("training engine", LibTorch.description());
    values.put("part that learns", hash(plan.mode()));
    values.put("objective", hash(plan.objective()));
    values.put("variation of the images", hash(plan.augmentation()));
    values.put("images", hash(dataSha256));
    values.put("model", hash(startSha256));
    return new TrainingSettings(values);
  }

  private static String hash(Object value) {
    return "#" + Sha256.of(String.valueOf(value)).substring(0, HASH_DIGITS);
  }

  /** Where these differ from those of now, such as "epochs (40 there, 3 now), images". */
  String differences(TrainingSettings now) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(now.values.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(values.get(name), now.values.get(name)))
        .map(name -> name + both(values.get(name), now.values.get(name)))
        .collect(Collectors.joining(", "));
  }

  private static String both(String there, String now) {
    boolean hashed = there == null || now == null || there.startsWith("#");
    return hashed ? "" : " (%s there, %s now)".formatted(there, now);
  }
}
