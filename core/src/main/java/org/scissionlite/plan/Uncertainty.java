package org.scissionlite.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Timing;

/**
 * Spreads of predicted latencies, from the spreads of the measured parts.
 *
 * <p>A part's standard deviation is taken as 1.4826 times its median distance from the median,
 * which holds for normally distributed times; parts count as independent, so variances add. The
 * median of n samples is off by 1.2533 / sqrt(n) standard deviations. Two scenarios cannot be told
 * apart when their difference is within 1.96 such errors of the parts that they do not share. The
 * link's own variation is not in the profiles and not in the interval.
 */
final class Uncertainty {
  private static final double DEVIATIONS_PER_MAD = 1.4826;
  private static final double MEDIAN_ERROR = 1.2533;
  private static final double CONFIDENCE_95 = 1.96;

  private final Map<SystemId, Profile> profiles;

  Uncertainty(List<Profile> profiles) {
    this.profiles =
        profiles.stream().collect(Collectors.toMap(Profile::system, Function.identity()));
  }

  /** A measured piece of a scenario. */
  private record Part(SystemId system, int place, String what) {}

  /** The intervals of scenarios, the best first. */
  List<Interval> intervals(List<Scenario> scenarios) {
    return scenarios.stream().map(scenario -> interval(scenario, scenarios.get(0))).toList();
  }

  private Interval interval(Scenario scenario, Scenario best) {
    double variance = sum(parts(scenario), Uncertainty::variance);
    double margin = CONFIDENCE_95 * Math.sqrt(variance);
    long latency = scenario.latencyNanos();
    return new Interval(
        Math.max(0, Math.round(latency - margin)),
        Math.round(latency + margin),
        ties(scenario, best));
  }

  private boolean ties(Scenario scenario, Scenario best) {
    Map<Part, Timing> one = parts(scenario);
    Map<Part, Timing> other = parts(best);
    Map<Part, Timing> shared = new HashMap<>(one);
    shared.keySet().retainAll(other.keySet());
    one.keySet().removeAll(shared.keySet());
    other.keySet().removeAll(shared.keySet());
    double variance = sum(one, Uncertainty::errorSquared) + sum(other, Uncertainty::errorSquared);
    double difference = Math.abs((double) (scenario.latencyNanos() - best.latencyNanos()));
    return difference <= CONFIDENCE_95 * Math.sqrt(variance);
  }

  private static double sum(Map<Part, Timing> parts, ToDoubleFunction<Timing> of) {
    return parts.values().stream().mapToDouble(of).sum();
  }

  private static double variance(Timing timing) {
    double deviation = DEVIATIONS_PER_MAD * timing.spreadNanos();
    return deviation * deviation;
  }

  private static double errorSquared(Timing timing) {
    return variance(timing) * MEDIAN_ERROR * MEDIAN_ERROR / Math.max(1, timing.samples());
  }

  private Map<Part, Timing> parts(Scenario scenario) {
    Map<Part, Timing> parts = new HashMap<>();
    for (Segment segment : scenario.route().segments()) {
      Profile profile = profiles.get(segment.system());
      for (int b = segment.firstBlock(); b <= segment.lastBlock(); b++) {
        parts.put(new Part(segment.system(), b, "block"), profile.blocks().get(b).execution());
      }
    }
    for (Hop hop : scenario.route().hops()) {
      parts.put(part(hop.from(), hop, "send"), half(hop.from(), hop, true));
      parts.put(part(hop.to(), hop, "receive"), half(hop.to(), hop, false));
    }
    return parts;
  }

  private static Part part(SystemId system, Hop hop, String side) {
    return new Part(system, hop.cut().block(), side + " " + hop.payload().transferLayer());
  }

  private Timing half(SystemId system, Hop hop, boolean sends) {
    CutProfile cut = profiles.get(system).cuts().get(hop.cut().block());
    return cut.transferLayers().stream()
        .filter(layer -> layer.spec().equals(hop.payload().transferLayer()))
        .findFirst()
        .map(layer -> sends ? layer.deviceTL() : layer.edgeTL())
        .orElse(cut.conversion());
  }
}
