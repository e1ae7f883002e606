package org.scissionlite.plan.scenario;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scissionlite.link.Message;
import org.scissionlite.link.TransferModel;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Timing;

/**
 * How sure predicted latencies are, from the spreads of the measured parts.
 *
 * <p>A single run: what strays, strays together (see {@link Spreads}), so the deviations of the
 * systems' blocks, of the transfer layers and of the bytes that images take add up, and so does the
 * link's jitter, where it was probed. That it changes by the hour is not in the interval.
 *
 * <p>Two medians: that of n samples is off by 1.2533 / sqrt(n) standard deviations, and a standard
 * deviation is taken as 1.4826 times the median distance from the median. Parts were measured one
 * after another, so these errors are independent and their squares add up; the whole model's, to
 * which all blocks of a system are scaled, counts with the share of the model that one scenario has
 * there and the other has not. Two scenarios cannot be told apart when they differ by less than
 * 1.96 such errors.
 */
public final class Uncertainty {
  private static final double DEVIATIONS_PER_MAD = 1.4826;
  private static final double MEDIAN_ERROR = 1.2533;
  private static final double CONFIDENCE_95 = 1.96;

  private final Map<SystemId, Profile> profiles;
  private final Map<SystemId, Spreads> spreads = new HashMap<>();

  public Uncertainty(List<Profile> profiles) {
    this.profiles =
        profiles.stream().collect(Collectors.toMap(Profile::system, Function.identity()));
    profiles.forEach(profile -> spreads.put(profile.system(), Spreads.of(profile)));
  }

  /** A measured piece of a scenario. */
  private record Part(SystemId system, int place, String what) {}

  /** The intervals of scenarios, the best first. */
  public List<Interval> intervals(List<Scenario> scenarios, TransferModel model) {
    return scenarios.stream()
        .map(scenario -> interval(scenario, ties(scenario, scenarios.get(0)), model))
        .toList();
  }

  private Interval interval(Scenario scenario, boolean ties, TransferModel model) {
    double above = 0;
    double below = 0;
    for (Segment segment : scenario.route().segments()) {
      Spreads spread = spreads.get(segment.system());
      above += spread.above() * segment.executionNanos();
      below += spread.below() * segment.executionNanos();
    }
    for (Timing half : halves(scenario).values()) {
      above += Spreads.above(half);
      below += Spreads.below(half);
    }
    for (Hop hop : scenario.route().hops()) {
      Hop.Payload payload = hop.payload();
      Message larger = new Message(payload.size().p95Bytes(), payload.replyBytes());
      long large = model.transferNanos(hop.link(), larger);
      double jitter = Spreads.QUANTILE_95 * DEVIATIONS_PER_MAD * hop.link().jitterMillis() * 1e6;
      above += Math.max(0, large - hop.time().transferNanos()) + jitter;
      below += Math.min(jitter, (double) hop.time().transferNanos());
    }
    long latency = scenario.latencyNanos();
    return new Interval(
        Math.max(0, Math.round(latency - below)), Math.round(latency + above), ties);
  }

  private boolean ties(Scenario scenario, Scenario best) {
    Map<Part, Timing> one = parts(scenario);
    Map<Part, Timing> other = parts(best);
    Set<Part> shared = new HashSet<>(one.keySet());
    shared.retainAll(other.keySet());
    one.keySet().removeAll(shared);
    other.keySet().removeAll(shared);
    double error = sumOfErrors(one) + sumOfErrors(other) + scaleError(scenario, best);
    double difference = Math.abs((double) (scenario.latencyNanos() - best.latencyNanos()));
    return difference <= CONFIDENCE_95 * Math.sqrt(error);
  }

  private static double sumOfErrors(Map<Part, Timing> parts) {
    return parts.values().stream().mapToDouble(Uncertainty::errorSquared).sum();
  }

  /** Of the whole models' medians, to which the blocks are scaled. */
  private double scaleError(Scenario one, Scenario other) {
    double sum = 0;
    for (Profile profile : profiles.values()) {
      Timing whole = profile.wholeModel();
      if (whole.medianNanos() > 0) {
        double nanos = executionNanos(one, profile) - executionNanos(other, profile);
        double share = nanos / whole.medianNanos();
        sum += share * share * errorSquared(whole);
      }
    }
    return sum;
  }

  private static double executionNanos(Scenario scenario, Profile profile) {
    return scenario.route().segments().stream()
        .filter(segment -> segment.system().equals(profile.system()))
        .mapToDouble(Segment::executionNanos)
        .sum();
  }

  private static double errorSquared(Timing timing) {
    double error =
        MEDIAN_ERROR
            * DEVIATIONS_PER_MAD
            * timing.spreadNanos()
            / Math.sqrt(Math.max(1, timing.samples()));
    return error * error;
  }

  private Map<Part, Timing> parts(Scenario scenario) {
    Map<Part, Timing> parts = halves(scenario);
    for (Segment segment : scenario.route().segments()) {
      Profile profile = profiles.get(segment.system());
      parts.put(new Part(segment.system(), 0, "entry"), profile.entry());
      for (int b = segment.firstBlock(); b <= segment.lastBlock(); b++) {
        parts.put(new Part(segment.system(), b, "block"), profile.blocks().get(b).execution());
      }
    }
    return parts;
  }

  /** Conversions and halves of transfer layers. */
  private Map<Part, Timing> halves(Scenario scenario) {
    Map<Part, Timing> parts = new HashMap<>();
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
    return Optional.of(hop.payload().transferLayer())
        .filter(spec -> !spec.equals(Hop.NO_TL))
        .flatMap(cut::cost)
        .map(layer -> sends ? layer.deviceTL() : layer.edgeTL())
        .orElse(cut.conversion());
  }
}
