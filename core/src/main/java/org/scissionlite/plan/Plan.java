package org.scissionlite.plan;

import java.util.List;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Loss;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Interval;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.ProfiledModel;
import org.scissionlite.profile.SystemId;

/**
 * The answer to a question.
 *
 * @param question that was asked
 * @param model that is planned
 * @param systems that compete
 * @param considered how many scenarios there are before limits on times, bytes in all, accuracy and
 *     strategies
 * @param scenarios the best, in order
 * @param intervals how sure their latencies are, in the same order
 * @param losses the accuracy that each loses and how sure that is, {@link Loss#NONE} without a
 *     lossy transfer layer; empty where it is not known
 */
public record Plan(
    Question question,
    ProfiledModel model,
    List<SystemId> systems,
    long considered,
    List<Scenario> scenarios,
    List<Interval> intervals,
    List<Optional<Loss>> losses) {
  /** The version of the file's schema, which every file names. */
  public static final int SCHEMA_VERSION = 3;

  public Plan {
    systems = List.copyOf(systems);
    scenarios = List.copyOf(scenarios);
    intervals = List.copyOf(intervals);
    losses = List.copyOf(losses);
    if (scenarios.size() != intervals.size() || scenarios.size() != losses.size()) {
      throw new UsageException(
          "plan: expected an interval and a loss for each of %d scenarios, got %d and %d"
              .formatted(scenarios.size(), intervals.size(), losses.size()));
    }
  }

  /**
   * The best scenario.
   *
   * @throws ScissionLiteException when none meets the constraints
   */
  public Scenario best() {
    return scenarios.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new ScissionLiteException(
                    "no scenario of %s meets the constraints %s; loosen one of them"
                        .formatted(model.name(), question.constraints())));
  }

  /** The best of the scenarios found that is of one kind. */
  public Optional<Scenario> best(Strategy strategy) {
    return scenarios.stream().filter(scenario -> scenario.strategy() == strategy).findFirst();
  }
}
