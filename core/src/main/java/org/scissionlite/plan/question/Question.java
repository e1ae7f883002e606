package org.scissionlite.plan.question;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.TransferModel;

/**
 * What is asked of a planner.
 *
 * @param objective what to minimise
 * @param constraints all of which must hold
 * @param transferModel how long a message takes
 * @param results how many scenarios to return at most
 */
public record Question(
    Objective objective, List<Constraint> constraints, TransferModel transferModel, int results) {
  /** As many results as there are. */
  public static final int ALL = Integer.MAX_VALUE;

  private static final int DEFAULT_RESULTS = 10;

  public Question {
    Objects.requireNonNull(objective, "objective is missing");
    Objects.requireNonNull(transferModel, "transferModel is missing");
    constraints = List.copyOf(constraints);
    if (results < 1) {
      throw new UsageException(
          "results: expected 1 or more, got " + results + "; 1 is the nearest");
    }
  }

  /** The ten scenarios of least latency over a connection that idles between requests. */
  public static Question fastest() {
    return new Question(Objective.latency(), List.of(), TransferModel.AFTER_IDLE, DEFAULT_RESULTS);
  }

  /** This question for least latency, with no constraint but what kinds of cuts may compete. */
  public Question unconstrained() {
    List<Constraint> kept = constraints.stream().filter(each -> !isWish(each)).toList();
    return new Question(Objective.latency(), kept, transferModel, results);
  }

  /** The constraints that are not about what kinds of cuts may compete. */
  public List<Constraint> wishes() {
    return constraints.stream().filter(Question::isWish).toList();
  }

  private static boolean isWish(Constraint constraint) {
    return !(constraint instanceof Constraint.CutTensors
        || constraint instanceof Constraint.KnownInputLoss);
  }

  /** This question for another objective. */
  public Question minimising(Objective other) {
    return new Question(other, constraints, transferModel, results);
  }

  /** This question with a constraint more. */
  public Question with(Constraint constraint) {
    List<Constraint> more = Stream.concat(constraints.stream(), Stream.of(constraint)).toList();
    return new Question(objective, more, transferModel, results);
  }

  /** This question over another kind of connection. */
  public Question over(TransferModel model) {
    return new Question(objective, constraints, model, results);
  }

  /** This question for another number of results. */
  public Question results(int most) {
    return new Question(objective, constraints, transferModel, most);
  }
}
