package org.scissionlite.plan.search;

import java.util.stream.Stream;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.profile.Tier;

/**
 * A bound on a tier's work as a share of all work.
 *
 * <p>Work on the tier moves a way away from the bound, work elsewhere back towards it. So a way may
 * be over it for a while, and only complete ways are judged; what counts before is the excess: work
 * of the tier minus its share of all work so far. It adds up block by block.
 */
record ShareLimit(int tier, double share) {
  private static final int[] WORK =
      Stream.of(Tier.values()).mapToInt(tier -> Metric.timeOf(tier).index).toArray();
  private static final double SLACK_NANOS = 1e-3;

  static ShareLimit of(Constraint.AtMostShare limit) {
    return new ShareLimit(Metric.timeOf(limit.tier()).index, limit.share());
  }

  /** Nanoseconds by which a way is over the bound; negative below it. */
  double excess(PartialRoute route) {
    double all = 0;
    for (int work : WORK) {
      all += route.costs[work];
    }
    return route.costs[tier] - share * all;
  }

  boolean allows(PartialRoute complete) {
    return excess(complete) <= SLACK_NANOS;
  }
}
