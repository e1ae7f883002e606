package org.scissionlite.training.search.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  static UncutReadings of(Task task, List<Map<String, Tensor>> outputs, Examples images) {
    List<Reading> readings = new ArrayList<>();
    List<Optional<Examples.Marked>> truths = new ArrayList<>();
    Judge judge = Judge.of(task);
    for (int i = 0; i < outputs.size(); i++) {
      readings.add(task.read(outputs.get(i)));
      truths.add(images.marked(i));
      judge.add(seen(readings.get(i), readings.get(i), truths.get(i)));
    }
    return new UncutReadings(task, readings, truths, judge.main());
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
