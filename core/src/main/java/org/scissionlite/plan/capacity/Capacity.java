package org.scissionlite.plan.capacity;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/**
 * The least that many cameras need so that 99 of 100 requests are answered in time, and the edge is
 * busy at most 90 % of the time.
 *
 * @param arrivals of all cameras
 * @param service of the edge
 * @param p99Seconds what 99 of 100 requests may take on the edge
 * @param seed of the simulation
 */
public record Capacity(Arrivals arrivals, ServiceTime service, double p99Seconds, long seed) {
  /** An edge that is busier has no room for what nobody foresaw, and its queue hardly shrinks. */
  public static final double MOST_UTILIZATION = 0.9;

  public Capacity {
    if (!Double.isFinite(p99Seconds) || p99Seconds <= 0) {
      throw new UsageException("expected a time above 0 for 99 of 100 requests, got " + p99Seconds);
    }
  }

  /**
   * How many are enough.
   *
   * @param count runs at a time, or replicas
   * @param cameras that each replica serves, at most
   * @param latencies on the edge
   */
  public record Enough(int count, int cameras, Latencies latencies) {}

  /**
   * The least number of runs at a time, of one edge with one queue: cores, where a run takes one.
   *
   * @param servers their batches
   * @throws ScissionLiteException if no number is enough, as a run alone takes longer
   */
  public Enough runs(Servers servers) {
    return least(
        count -> new Enough(count, arrivals.cameras(), play(arrivals, servers.with(count))));
  }

  /**
   * The least number of replicas of one edge, among which the cameras are spread evenly.
   *
   * @param servers of each replica
   * @throws ScissionLiteException if no number is enough, as a run alone takes longer
   */
  public Enough replicas(Servers servers) {
    return least(
        count -> {
          int cameras = (arrivals.cameras() + count - 1) / count;
          return new Enough(count, cameras, play(arrivals.with(cameras), servers));
        });
  }

  private Latencies play(Arrivals some, Servers servers) {
    return QueueSimulation.of(some, seed).play(some, service, servers);
  }

  /** Doubles until it is enough, then halves the interval. */
  private Enough least(IntFunction<Enough> playing) {
    int tooFew = 0;
    int count = 1;
    Optional<Enough> enough = tried(playing, count);
    while (enough.isEmpty()) {
      if (count == arrivals.cameras()) {
        throw new ScissionLiteException(never(playing.apply(count).latencies()));
      }
      tooFew = count;
      count = (int) Math.min(arrivals.cameras(), 2L * count);
      enough = tried(playing, count);
    }
    Enough least = enough.get();
    while (least.count() - tooFew > 1) {
      int middle = (tooFew + least.count()) >>> 1;
      Optional<Enough> tried = tried(playing, middle);
      if (tried.isPresent()) {
        least = tried.get();
      } else {
        tooFew = middle;
      }
    }
    return least;
  }

  private Optional<Enough> tried(IntFunction<Enough> playing, int count) {
    return Optional.of(playing.apply(count))
        .filter(enough -> isInTime(enough.latencies()))
        .filter(enough -> enough.latencies().utilization() <= MOST_UTILIZATION);
  }

  private boolean isInTime(Latencies latencies) {
    return latencies.p99Seconds() <= p99Seconds;
  }

  private String never(Latencies alone) {
    if (isInTime(alone)) {
      return String.format(
          Locale.ROOT,
          "no number is enough: one camera keeps a run busy %.0f %% of the time, %.0f %% are bearable; lower the rate or find a faster edge",
          alone.utilization() * 100,
          MOST_UTILIZATION * 100);
    }
    return String.format(
        Locale.ROOT,
        "no number is enough: with one for each camera 99 of 100 requests take %.1f ms on the edge, %.1f ms are left for it; allow more time or find a faster edge",
        alone.p99Seconds() * 1e3,
        p99Seconds * 1e3);
  }
}
