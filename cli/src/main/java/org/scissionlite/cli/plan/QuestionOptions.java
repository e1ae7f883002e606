package org.scissionlite.cli.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Constraint.TierLayers;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.reference.ReferenceQuestion;
import org.scissionlite.plan.reference.TierRule;
import org.scissionlite.plan.reference.TimeLimit;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.Tier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked of the planner. */
final class QuestionOptions {
  @Mixin private WishOptions wishes;

  @Option(
      names = "--accuracy-floor",
      paramLabel = "SHARE",
      description =
          "Only scenarios known to give at least this share of right answers (0 to 1); needs --evidence.")
  private Double accuracyFloor;

  @Option(
      names = "--lossy-input",
      description =
          "Let transfer layers compete that send a coarser input, though nobody measured what that "
              + "does to accuracy; without it only those do that --evidence knows.")
  private boolean lossyInput;

  @Option(
      names = "--strategy",
      paramLabel = "KIND",
      split = ",",
      description =
          "Only scenarios of these kinds: on-device, on-edge, cut, cut-with-tl. Default: all.")
  private List<String> strategies = List.of();

  /** How the model is to be read. */
  ReadOptions reading() {
    return wishes.reading();
  }

  /** The question, with the criteria as constraints. */
  Question question(String model, ReferenceQuestion criteria, int lastLayer) {
    Question question = wishes.unlimited().results(criteria.results());
    if (!lossyInput) {
      question = question.with(new Constraint.KnownInputLoss());
    }
    for (Tier tier : Tier.values()) {
      question = withCriteria(question, tier, criteria);
    }
    if (wishes.deadlineNanos().isPresent()) {
      question = question.with(Constraint.deadline(wishes.deadlineNanos().getAsLong()));
    }
    question = wishes.deepEnough(question, model, lastLayer);
    if (accuracyFloor != null) {
      question = question.with(new Constraint.AccuracyFloor(accuracyFloor));
    }
    if (!strategies.isEmpty()) {
      Set<Strategy> only = strategies.stream().map(Strategy::named).collect(Collectors.toSet());
      question = question.with(new Constraint.Only(only));
    }
    return question;
  }

  private static Question withCriteria(Question question, Tier tier, ReferenceQuestion criteria) {
    Question asked = question;
    TierRule rule = criteria.rule(tier);
    if (!rule.equals(TierRule.any(tier))) {
      asked = asked.with(layers(rule));
    }
    TimeLimit limit = criteria.timeLimit(tier);
    if (limit.share() < 1) {
      asked = asked.with(new Constraint.AtMostShare(tier, limit.share()));
    }
    if (limit.seconds() < 1e9) {
      long nanos = Math.round(limit.seconds() * 1e9);
      asked = asked.with(new Constraint.AtMost(Metric.timeOf(tier), nanos));
    }
    if (criteria.uploadLimit(tier) < 1e15) {
      long bytes = (long) criteria.uploadLimit(tier);
      asked = asked.with(new Constraint.UploadLimit(tier, bytes));
    }
    return asked;
  }

  private static Constraint layers(TierRule rule) {
    boolean none = rule.layersOn().contains(TierRule.NO_LAYER);
    boolean some =
        rule.layersOff().contains(TierRule.NO_LAYER)
            || !rule.systemsOn().isEmpty()
            || !rule.systemsOff().isEmpty();
    TierLayers.Use use = some ? TierLayers.Use.MUST : TierLayers.Use.MAY;
    return new TierLayers(
        rule.tier(),
        without(rule.layersOn()),
        without(rule.layersOff()),
        none ? TierLayers.Use.MUST_NOT : use);
  }

  private static Set<Integer> without(Set<Integer> layers) {
    return layers.stream().filter(layer -> layer != TierRule.NO_LAYER).collect(Collectors.toSet());
  }
}
