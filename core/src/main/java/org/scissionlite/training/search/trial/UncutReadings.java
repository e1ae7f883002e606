package org.scissionlite.training.search.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.Reading;
import org.scissionlite.task.Task;
import org.scissionlite.task.measure.Bootstrap;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.measure.Judge.Measured;
import org.scissionlite.training.examples.Examples;

/**
 * What the uncut model answers where the task is not classification: judged by the first measure
 * that the labels define, else by the agreement.
 *
 * @param readings one an image
 * @param truths what is right for each, as far as it is known
 * @param judged the uncut model itself
 */
record UncutReadings(
    Task task, List<Reading> readings, List<Optional<Examples.Marked>> truths, Measured judged)
    implements Reference {
  /**
   * The readings of images.
   *
   * @param measure that they are judged by; empty for the first that the labels define
   * @throws ScissionLiteException if these images do not define that measure
   */
  static UncutReadings of(
      Task task, List<Map<String, Tensor>> outputs, Examples images, Optional<String> measure) {
    List<Reading> readings = new ArrayList<>();
    List<Optional<Examples.Marked>> truths = new ArrayList<>();
    Judge judge = Judge.of(task);
    for (int i = 0; i < outputs.size(); i++) {
      readings.add(task.read(outputs.get(i)));
      truths.add(images.marked(i));
      judge.add(seen(readings.get(i), readings.get(i), truths.get(i)));
    }
    Measured judged = measure.map(judge::named).orElseGet(judge::main);
    if (measure.isPresent() && Double.isNaN(judged.tally().points())) {
      throw new ScissionLiteException(
          "the %,d images that confirm do not define the %s that the layer was chosen by; give more images, or of each kind some"
              .formatted(images.size(), judged.name()));
    }
    return new UncutReadings(task, readings, truths, judged);
  }

  @Override
  public Optional<String> measure() {
    return Optional.of(judged.name());
  }

  private static Judge.Seen seen(Reading found, Reading uncut, Optional<Examples.Marked> marked) {
    return new Judge.Seen(
        found,
        uncut,
        marked.map(Examples.Marked::truth),
        marked.map(Examples.Marked::view).orElse(Judge.View.WHOLE));
  }

  @Override
  public Count count() {
    Judge judge = Judge.of(task);
    List<Long> payloads = new ArrayList<>();
    return new Count() {
      @Override
      public void add(Map<String, Tensor> outputs, long payloadBytes) {
        int image = payloads.size();
        payloads.add(payloadBytes);
        judge.add(seen(task.read(outputs), readings.get(image), truths.get(image)));
      }

      @Override
      public SearchTrial trial(String spec) {
        Bootstrap toUncut = Bootstrap.of(judge.named(judged.name()).tally(), judged.tally());
        long[] bytes = payloads.stream().mapToLong(Long::longValue).toArray();
        return new SearchTrial(
            spec, ByteCounts.of(bytes), null, null, MeasuredDrop.of(judged.name(), toUncut));
      }
    };
  }
}
