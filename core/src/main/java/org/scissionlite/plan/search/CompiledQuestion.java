package org.scissionlite.plan.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Strategy;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.Tier;

/** A question as the search wants it. */
public final class CompiledQuestion {
  private static final Metric[] METRICS = Metric.values();

  private final double[] weights = new double[METRICS.length];
  private final double[] limits = new double[METRICS.length];
  private final Map<Tier, Long> uploadLimits = new EnumMap<>(Tier.class);
  private final Set<Strategy> strategies = EnumSet.allOf(Strategy.class);
  private final List<Constraint.TierLayers> places = new ArrayList<>();
  private final Set<Tier> demandedTiers = EnumSet.noneOf(Tier.class);
  private final List<ShareLimit> shares = new ArrayList<>();
  private final List<Constraint.MostSimilar> similarities = new ArrayList<>();
  private final int[] tracked;
  private final boolean onlyCostCounts;
  private final boolean limited;
  private int leastLayer;
  private double mostLoss = Double.POSITIVE_INFINITY;
  private int mostTensors = Integer.MAX_VALUE;
  private boolean inputLossMustBeKnown;

  /** The rules of a question that must also tell apart ways that differ in the metrics given. */
  public CompiledQuestion(
      Question question, Set<Metric> alsoTracked, Optional<Accuracies> accuracies) {
    Arrays.fill(limits, Double.POSITIVE_INFINITY);
    for (Metric metric : METRICS) {
      weights[metric.index] = question.objective().weight(metric);
    }
    question.constraints().forEach(constraint -> add(constraint, accuracies));
    tracked = tracked(alsoTracked);
    onlyCostCounts = tracked.length == 0 && !kindCounts() && shares.isEmpty();
    limited = tracked.length > 0;
  }

  private void add(Constraint constraint, Optional<Accuracies> accuracies) {
    if (constraint instanceof Constraint.AtMost limit) {
      int metric = limit.metric().index;
      limits[metric] = Math.min(limits[metric], (double) limit.limit());
    } else if (constraint instanceof Constraint.UploadLimit limit) {
      uploadLimits.merge(limit.tier(), limit.bytes(), Math::min);
    } else if (constraint instanceof Constraint.LeastDepth depth) {
      leastLayer = Math.max(leastLayer, depth.layer());
    } else if (constraint instanceof Constraint.TierLayers layers) {
      places.add(layers);
      if (layers.use() == Constraint.TierLayers.Use.MUST) {
        demandedTiers.add(layers.tier());
      }
    } else if (constraint instanceof Constraint.AccuracyFloor floor) {
      mostLoss = Math.min(mostLoss, known(accuracies).model() - floor.accuracy());
    } else if (constraint instanceof Constraint.MostSimilar limit) {
      similarities.add(limit);
    } else if (constraint instanceof Constraint.Only only) {
      strategies.retainAll(only.strategies());
    } else if (constraint instanceof Constraint.AtMostShare limit) {
      shares.add(ShareLimit.of(limit));
    } else if (constraint instanceof Constraint.CutTensors limit) {
      mostTensors = Math.min(mostTensors, limit.most());
    } else if (constraint instanceof Constraint.KnownInputLoss) {
      inputLossMustBeKnown = true;
    }
  }

  private static Accuracies known(Optional<Accuracies> accuracies) {
    return accuracies.orElseThrow(
        () ->
            new UsageException(
                "accuracy floor: no accuracies are known; give those that 'evaluate' measured"));
  }

  /** The costs in which one way must not be worse than another to make it superfluous. */
  private int[] tracked(Set<Metric> alsoTracked) {
    Set<Integer> indices = new LinkedHashSet<>();
    for (Metric metric : METRICS) {
      boolean limited = limits[metric.index] < Double.POSITIVE_INFINITY;
      if (limited || alsoTracked.contains(metric)) {
        indices.add(metric.index);
      }
    }
    int bottleneck = Metric.BOTTLENECK.index;
    if (weights[bottleneck] > 0 || indices.contains(bottleneck)) {
      indices.add(bottleneck);
      indices.add(PartialRoute.STAGE);
    }
    if (mostLoss < Double.POSITIVE_INFINITY || alsoTracked.size() > 1) {
      indices.add(PartialRoute.LOSS);
    }
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether ways differ in nothing but their cost. */
  boolean onlyCostCounts() {
    return onlyCostCounts;
  }

  private boolean kindCounts() {
    return strategies.size() < Strategy.values().length || !demandedTiers.isEmpty();
  }

  /** Whether the layers of a block may run on a tier. */
  boolean allowsBlock(Tier tier, BlockProfile block) {
    return places.isEmpty()
        || places.stream()
            .allMatch(
                place ->
                    place.tier() == tier
                        ? place.use() != Constraint.TierLayers.Use.MUST_NOT
                            && !holdsAny(block, place.layersOff())
                        : !holdsAny(block, place.layersOn()));
  }

  private static boolean holdsAny(BlockProfile block, Set<Integer> layers) {
    return layers.stream()
        .anyMatch(layer -> block.firstLayer() <= layer && layer <= block.lastLayer());
  }

  /** Whether anything may leave the origin after a layer. */
  boolean allowsDepth(int cutLayer) {
    return cutLayer >= leastLayer;
  }

  /** Whether what crosses a cut with a transfer layer may leave the origin. */
  boolean allowsToBeHeard(String cut, String transferLayer) {
    return similarities.stream().allMatch(limit -> limit.allows(cut, transferLayer));
  }

  /** How many bytes may leave a tier at once. */
  long uploadLimit(Tier tier) {
    return uploadLimits.getOrDefault(tier, Long.MAX_VALUE);
  }

  /** Whether so much accuracy may be lost at a cut; a floor admits only what is known. */
  boolean allowsLoss(int cut, double loss) {
    boolean anything = mostLoss == Double.POSITIVE_INFINITY && !(inputLossMustBeKnown && cut == 0);
    return anything || loss < Accuracies.UNKNOWN_LOSS;
  }

  /** Whether so many tensors may cross a cut. */
  boolean allowsTensors(int tensors) {
    return tensors <= mostTensors;
  }

  /** The objective of a way so far. */
  double cost(PartialRoute route) {
    return additiveCost(route) + weights[Metric.BOTTLENECK.index] * route.cost(Metric.BOTTLENECK);
  }

  private double additiveCost(PartialRoute route) {
    double cost = 0;
    for (int i = 0; i < Metric.BOTTLENECK.index; i++) {
      cost += weights[i] * route.costs[i];
    }
    return cost;
  }

  /** A bound for the objective after a hop that takes at least so long. */
  double leastCostAfter(double cost, double nanos) {
    return cost + weights[Metric.LATENCY.index] * nanos;
  }

  /** The objective after a hop, where only cost counts. */
  double costAfter(double cost, PartialRoute.HopCosts hop) {
    return cost
        + weights[Metric.LATENCY.index] * (hop.send() + hop.transfer() + hop.receive())
        + weights[Metric.BYTES.index] * hop.bytes()
        + weights[hop.sendTier()] * hop.send()
        + weights[hop.receiveTier()] * hop.receive();
  }

  /** Whether a way keeps to the limits so far. */
  boolean withinLimits(PartialRoute route) {
    if (!limited) {
      return true;
    }
    for (Metric metric : METRICS) {
      if (route.cost(metric) > limits[metric.index]) {
        return false;
      }
    }
    return route.costs[PartialRoute.LOSS] <= mostLoss;
  }

  /** Whether a complete way is of a kind that was asked for. */
  boolean accepts(PartialRoute route) {
    return strategies.contains(route.strategy())
        && demandedTiers.stream().allMatch(route::ranOn)
        && shares.stream().allMatch(limit -> limit.allows(route));
  }

  /** Whether any completion of the second way is at least as good after the first. */
  boolean dominates(PartialRoute first, PartialRoute second) {
    return additiveCost(first) <= additiveCost(second)
        && IntStream.of(tracked).allMatch(i -> first.costs[i] <= second.costs[i])
        && shares.stream().allMatch(limit -> limit.excess(first) <= limit.excess(second))
        && (!kindCounts() || first.sameKind(second));
  }
}
