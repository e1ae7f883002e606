package org.scissionlite.trainer;

import java.math.BigDecimal;
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
  private static final String EPOCHS = "epochs";
  private static final String PATIENCE = "patience";

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
    values.put(EPOCHS, String.valueOf(schedule.epochs()));
    values.put("images a step", String.valueOf(schedule.batchSize()));
    values.put("learning rate", plain(schedule.learningRate()));
    values.put(PATIENCE, String.valueOf(schedule.patience()));
    values.put("warm-up share", plain(schedule.warmUpShare()));
    values.put("weight decay", plain(schedule.weightDecay()));
    values.put("clip norm", plain(schedule.clipNorm()));
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

  /** Without an exponent, as a person types it. */
  private static String plain(double value) {
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }

  private static String hash(Object value) {
    return "#" + Sha256.of(String.valueOf(value)).substring(0, HASH_DIGITS);
  }

  /**
   * Where these differ from those of now, such as "epochs (40 there, 3 now), images". The patience
   * goes unmentioned beside the epochs, which it follows.
   */
  String differences(TrainingSettings now) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(now.values.keySet());
    return names.stream()
        .filter(name -> differs(name, now))
        .filter(name -> !name.equals(PATIENCE) || !differs(EPOCHS, now))
        .map(name -> name + both(values.get(name), now.values.get(name)))
        .collect(Collectors.joining(", "));
  }

  private boolean differs(String name, TrainingSettings now) {
    return !Objects.equals(values.get(name), now.values.get(name));
  }

  private static String both(String there, String now) {
    boolean hashed = there == null || now == null || there.startsWith("#");
    return hashed ? "" : " (%s there, %s now)".formatted(there, now);
  }
}
