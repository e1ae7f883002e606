package org.scissionlite.cli.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.terminal.InputInterval;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Constraint.TierLayers;
import org.scissionlite.plan.question.Depth;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.reference.ReferenceQuestion;
import org.scissionlite.plan.reference.TierRule;
import org.scissionlite.plan.reference.TimeLimit;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import picocli.CommandLine.Option;

/** What is asked of the planner. */
final class QuestionOptions {
  @Option(
      names = "--objective",
      paramLabel = "METRIC[=W],...",
      defaultValue = "latency",
      description =
          "What to minimise: latency, bytes, device-time, edge-time, cloud-time, throughput, "
              + "or a weighted sum of nanoseconds and bytes: with latency=1,bytes=100 a byte is worth 100 ns. "
              + "Default: ${DEFAULT-VALUE}.")
  private String objective;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      description = "Only scenarios that take at most MS milliseconds.")
  private Double deadlineMillis;

  @Option(
      names = "--least-depth",
      paramLabel = "LAYER",
      description =
          "For privacy: the layers up to this one, by number or name, stay on the device.")
  private String leastDepth;

  @Option(
      names = "--least-convolutions",
      paramLabel = "N",
      description = "For privacy: the first N convolutions stay on the device.")
  private Integer leastConvolutions;

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

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description =
          "How often an input comes, such as 1s, 200ms or 5min: TCP's window closes in between, and systems that "
              + "'benchmark --interval' measured take as long as it found. "
              + "Default: back to back.")
  private String interval;

  @Option(
      names = "--transfer-model",
      paramLabel = "NAME",
      description =
          "Short for an interval: steady is back to back, after-idle so long that TCP starts anew "
              + "for each message.")
  private String transferModel;

  /** The question, with the criteria as constraints. */
  Question question(String model, ReferenceQuestion criteria, int lastLayer) {
    Question question =
        Question.fastest()
            .minimising(Objective.parse(objective))
            .over(transferModel())
            .results(criteria.results());
    if (!lossyInput) {
      question = question.with(new Constraint.KnownInputLoss());
    }
    for (Tier tier : Tier.values()) {
      question = withCriteria(question, tier, criteria);
    }
    if (deadlineMillis != null) {
      question = question.with(deadline());
    }
    if (leastDepth != null) {
      question = question.with(Constraint.leastDepth(depth(model, lastLayer)));
    }
    if (leastConvolutions != null) {
      int layer = Depth.ofConvolutions(ModelSource.graph(model), leastConvolutions);
      question = question.with(Constraint.leastDepth(layer));
    }
    if (accuracyFloor != null) {
      question = question.with(new Constraint.AccuracyFloor(accuracyFloor));
    }
    if (!strategies.isEmpty()) {
      Set<Strategy> only = strategies.stream().map(Strategy::named).collect(Collectors.toSet());
      question = question.with(new Constraint.Only(only));
    }
    return question;
  }

  /** The profiles as the systems run where inputs come so often. */
  List<Profile> atPace(List<Profile> profiles) {
    return transferModel().equals(TransferModel.STEADY)
        ? profiles
        : profiles.stream().map(Profile::atIntervals).toList();
  }

  private TransferModel transferModel() {
    if (interval != null && transferModel != null) {
      throw new UsageException(
          "--interval and --transfer-model say the same; leave one of them out");
    }
    if (interval != null) {
      return TransferModel.every(InputInterval.parse("--interval", interval));
    }
    return transferModel == null ? TransferModel.STEADY : TransferModel.named(transferModel);
  }

  private Constraint deadline() {
    if (!(deadlineMillis >= 0 && deadlineMillis < 1e9)) {
      throw new UsageException(
          "--deadline: expected milliseconds from 0, got " + deadlineMillis + "; 0 is the nearest");
    }
    return Constraint.deadline(Math.round(deadlineMillis * 1e6));
  }

  private int depth(String model, int lastLayer) {
    if (!leastDepth.matches("-?\\d{1,9}")) {
      return Depth.ofLayer(ModelSource.graph(model), leastDepth);
    }
    int layer = Integer.parseInt(leastDepth);
    if (layer < 0 || layer > lastLayer) {
      throw new UsageException(
          "--least-depth: expected a layer from 0 to %d, got %d; %d is the nearest"
              .formatted(lastLayer, layer, Math.max(0, Math.min(layer, lastLayer))));
    }
    return layer;
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
