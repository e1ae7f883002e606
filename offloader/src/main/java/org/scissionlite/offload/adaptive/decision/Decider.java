package org.scissionlite.offload.adaptive.decision;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;

/**
 * Chooses the way of each image.
 *
 * <p>Every way is tried with two images, unless what is known of it, its bytes over this link, is
 * enough to be worse. After that the one with the shortest forecast is taken, if it is more than 12
 * % shorter than the present one's: when that has been so three times in a row and for 0.4 s, or at
 * once when it is a third shorter or the present way has just missed a deadline. Thread-safe.
 */
public final class Decider {
  private static final double WORTH = 0.12;
  private static final double LARGE = 0.30;
  private static final int IN_A_ROW = 3;
  private static final long LASTING = 400_000_000;
  private static final int MOST_TRIALS = 3;
  private static final long FURTHER_TRIAL = 5_000_000_000L;

  private final List<Way> ways;
  private final WayAccess access;
  private final Dials dials;
  private final Estimates estimates;
  private final OnTheirWay images = new OnTheirWay();
  private final Load load;
  private final Stays stays;
  private final Map<String, Integer> trials = new HashMap<>();
  private Optional<Way> trial = Optional.empty();
  private Optional<Way> target = Optional.empty();
  private Way present;
  private Switch.LinkState formerLink = Switch.LinkState.UNKNOWN;
  private int inARow;
  private boolean deferred;
  private boolean hasMissed;
  private boolean rests;
  private boolean probesAlone;
  private long betterSince;
  private long trialNanos;

  /**
   * Begins with the first way.
   *
   * @param ways at least one, the one to prefer first; at most one of them alone
   * @param places how many images may be on their way at a time
   * @param access which ways can be taken
   * @param nowNanos of {@link System#nanoTime}
   * @throws UsageException without a way
   */
  public Decider(List<Way> ways, int places, WayAccess access, long nowNanos) {
    this(ways, places, access, Begin.at(nowNanos));
  }

  /**
   * The same with dials, and what is known already.
   *
   * @param begin what it begins with
   */
  public Decider(List<Way> ways, int places, WayAccess access, Begin begin) {
    this.dials = new Dials(begin.soonNanos());
    this.estimates = new Estimates(dials, begin.link());
    if (ways.isEmpty()) {
      throw new UsageException("expected at least one way to run the model");
    }
    this.ways = List.copyOf(ways);
    this.access = access;
    this.load = new Load(places);
    this.stays = new Stays(begin.nowNanos());
    this.present = this.ways.get(0);
  }

  /** The way of images at present, but for those that try another. */
  public synchronized Way present() {
    return present;
  }

  /**
   * The way of the next image.
   *
   * @param onTheirWay how many images are, this one among them
   */
  public synchronized Way next(int onTheirWay, long nowNanos) {
    load.submitted(onTheirWay, nowNanos);
    Way way = trial(nowNanos).orElseGet(() -> usual(nowNanos));
    images.begun(way);
    access.begin(way);
    return way;
  }

  /**
   * What a decider begins with.
   *
   * @param soonNanos what an image may take: dials stand at the finest step that keeps to it
   * @param link what is known of it
   * @param nowNanos of {@link System#nanoTime}
   */
  public record Begin(double soonNanos, KnownLink link, long nowNanos) {
    private static Begin at(long nowNanos) {
      return new Begin(Double.POSITIVE_INFINITY, KnownLink.none(), nowNanos);
    }
  }

  /** What is known of the link now. */
  public synchronized KnownLink link() {
    return new KnownLink(estimates.link());
  }

  /** The step of a way's dial; 0 without one. */
  public synchronized int step(Way way) {
    return dials.step(way);
  }

  /** Turns the dials to where they suit the link; the turn of the present way's, if any. */
  public synchronized Optional<Turn> turn(long nowNanos) {
    LinkEstimate link = estimates.link();
    if (link.isAway() || link.isUnclear(nowNanos)) {
      return Optional.empty();
    }
    int before = dials.step(present);
    ways.stream()
        .filter(way -> way.hasDial() && estimates.forecast(way, nowNanos).tried())
        .forEach(way -> dials.turn(way, step -> nanos(way, step, nowNanos), nowNanos));
    int after = dials.step(present);
    return before == after ? Optional.empty() : Optional.of(turned(before, after, nowNanos));
  }

  private Turn turned(int before, int after, long nowNanos) {
    return new Turn(
        present,
        before,
        after,
        nanos(present, after, nowNanos),
        nanos(present, before, nowNanos),
        estimates.link().megabits());
  }

  private double nanos(Way way, int step, long nowNanos) {
    return load.nanos(estimates.forecast(way, step, nowNanos));
  }

  private Optional<Way> trial(long nowNanos) {
    if (trial.isPresent()) {
      return Optional.empty();
    }
    trial = untried(nowNanos).filter(access::isReady).findFirst();
    trial.ifPresent(way -> trials.merge(way.name(), 1, Integer::sum));
    trialNanos = nowNanos;
    return trial;
  }

  /** Until the present way is known, the one that may be the best. */
  private Way usual(long nowNanos) {
    boolean known = estimates.forecast(present, nowNanos).tried();
    return known
        ? present
        : ways.stream()
            .filter(way -> access.isReady(way) && !way.isAlone())
            .min(Comparator.comparingDouble(way -> nanos(way, nowNanos)))
            .orElse(present);
  }

  /** The ways that have not run and may be the best, the most promising first. */
  private Stream<Way> untried(long nowNanos) {
    double best = ways.stream().mapToDouble(way -> known(way, nowNanos)).min().orElseThrow();
    return ways.stream()
        .filter(way -> !estimates.forecast(way, nowNanos).tried())
        .filter(way -> mayBeTried(way, nowNanos))
        .filter(way -> nanos(way, nowNanos) < (1 - WORTH) * best)
        .sorted(Comparator.comparingDouble(way -> nanos(way, nowNanos)));
  }

  private boolean mayBeTried(Way way, long nowNanos) {
    return trials.getOrDefault(way.name(), 0) < MOST_TRIALS
        || nowNanos - trialNanos > FURTHER_TRIAL;
  }

  private double nanos(Way way, long nowNanos) {
    return load.nanos(estimates.forecast(way, nowNanos));
  }

  /** What a way takes, infinite before it is known. */
  private double known(Way way, long nowNanos) {
    Forecast forecast = estimates.forecast(way, nowNanos);
    return forecast.tried() ? load.nanos(forecast) : Double.POSITIVE_INFINITY;
  }

  /** Opens the better way, or one to try, if it is not. */
  public synchronized void open(long nowNanos) {
    target
        .filter(access::canOpen)
        .or(() -> untried(nowNanos).filter(access::canOpen).findFirst())
        .ifPresent(way -> access.open(way, present));
  }

  /** An image that goes a way was sent to the edge. */
  public synchronized void sent(Way way, long nowNanos) {
    images.sent(way, nowNanos);
  }

  /** An image has ended; the decision that follows from it, if any. */
  public synchronized Optional<Switch> observed(Observation seen) {
    trial = trial.filter(way -> !way.equals(seen.way()));
    images.ended(seen.way(), seen.atNanos());
    estimates.observed(seen);
    boolean asked = seen.end() != Observation.End.UNASKED;
    if (seen.way().equals(present)) {
      rests = !asked && estimates.isLong(seen);
    }
    boolean missed = asked && seen.missed() && seen.way().equals(present);
    return decide(missed, seen.atNanos());
  }

  /** The device was seen to take so long alone, before the first image. */
  public synchronized void warmed(Way way, double nanos, long nowNanos) {
    estimates.warmed(way, nanos, nowNanos);
  }

  /** Time passes; the decision that follows from that, if any. */
  public synchronized Optional<Switch> passed(long nowNanos) {
    Optional<OnTheirWay.Overdue> overdue = images.overdue(estimates, nowNanos);
    overdue.ifPresent(image -> estimates.overdue(image, nowNanos));
    return overdue.isPresent() || deferred ? decide(false, nowNanos) : Optional.empty();
  }

  /** A probe has ended; the decision that follows from it, if any. */
  public synchronized Optional<Switch> probed(int bytes, long nanos, long atNanos) {
    estimates.probed(bytes, probesAlone, nanos, atNanos);
    return decide(false, atNanos);
  }

  /** A probe got no answer. */
  public synchronized Optional<Switch> probeLost(long atNanos) {
    estimates.lost();
    return decide(false, atNanos);
  }

  /** The bytes of the probe that should be sent now, if any; it then counts as sent. */
  public synchronized OptionalInt probe(long nowNanos) {
    probesAlone = images.noneIsSent();
    return estimates.probe(nowNanos);
  }

  private Optional<Switch> decide(boolean missed, long nowNanos) {
    hasMissed |= missed;
    deferred = estimates.link().isUnclear(nowNanos);
    if (deferred) {
      return Optional.empty();
    }
    Optional<Way> better = better(nowNanos);
    if (better.isEmpty() && !formerLink.equals(Switch.LinkState.UNKNOWN)) {
      formerLink = linkState();
    }
    inARow = better.isPresent() ? inARow + 1 : 0;
    betterSince = inARow == 1 ? nowNanos : betterSince;
    boolean lasts = inARow >= IN_A_ROW && nowNanos - betterSince >= LASTING;
    boolean urgent = hasMissed;
    hasMissed = false;
    target = better.filter(way -> urgent || lasts || gain(way, nowNanos) > LARGE);
    return target.filter(access::isReady).map(way -> change(way, nowNanos));
  }

  private Optional<Way> better(long nowNanos) {
    return ways.stream()
        .filter(way -> !way.equals(present) && stays.allow(way, nowNanos))
        .filter(way -> !way.isAlone() || estimates.link().isAway() || isSettled(nowNanos))
        .filter(way -> Double.isFinite(known(way, nowNanos)) && isSure(way, nowNanos))
        .min(Comparator.comparingDouble(way -> known(way, nowNanos)))
        .filter(way -> gain(way, nowNanos) > WORTH);
  }

  /** Whether every other way was tried, or is not worth it. */
  private boolean isSettled(long nowNanos) {
    return untried(nowNanos).findFirst().isEmpty();
  }

  /** A way that sends more is better even if the bandwidth is worse than it seems. */
  private boolean isSure(Way way, long nowNanos) {
    double more = estimates.sent(way) - estimates.sent(present);
    double doubt = estimates.link().deviationNanos(Math.abs(more), nowNanos);
    return way.isAlone() || nanos(way, nowNanos) + doubt < presentNanos(nowNanos);
  }

  /** What the present way takes; where its edge has not been asked for long, the device answers. */
  private double presentNanos(long nowNanos) {
    double usual = nanos(present, nowNanos);
    return rests ? Math.max(usual, alone(nowNanos)) : usual;
  }

  private double alone(long nowNanos) {
    return ways.stream()
        .filter(Way::isAlone)
        .mapToDouble(way -> known(way, nowNanos))
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** By which share a way is better than the present one. */
  private double gain(Way way, long nowNanos) {
    double now = presentNanos(nowNanos);
    return Double.isInfinite(now) ? 1 : 1 - known(way, nowNanos) / now;
  }

  /** The link as it is estimated. */
  public synchronized Switch.LinkState linkState() {
    LinkEstimate link = estimates.link();
    return new Switch.LinkState(link.megabits(), link.roundTripNanos() / 1e6, link.isAway());
  }

  private Switch change(Way way, long nowNanos) {
    Switch.LinkState seen = linkState();
    Switch decision =
        new Switch(present, way, known(way, nowNanos), presentNanos(nowNanos), seen, formerLink);
    if (isSettled(nowNanos)) {
      stays.left(present, nowNanos);
    } else {
      stays.leftForTheFirstTime(nowNanos);
    }
    present = way;
    rests = false;
    formerLink = seen;
    target = Optional.empty();
    inARow = 0;
    return decision;
  }
}
