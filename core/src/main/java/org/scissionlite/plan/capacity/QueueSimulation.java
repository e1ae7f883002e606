package org.scissionlite.plan.capacity;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Plays what happens at an edge, request by request. A run begins when one can and either its batch
 * is full or the request that waits longest has waited for the delay; it takes what has arrived by
 * then, the oldest first. The same seed gives the same figures.
 *
 * <p>For c runs at a time and n requests it takes time in proportion to n log c. It is exact for
 * what it plays: with random arrivals and constant times for one run at a time (M/D/1) and a load
 * of 0.8 the mean wait is 2 runs.
 *
 * @param requests that are played
 * @param seed of all chance
 */
public record QueueSimulation(int requests, long seed) {
  /** The first ones find an empty edge, and are not counted. */
  private static final double WARM_UP = 0.1;

  /** Enough for the 99th percentile, quick enough for a search. */
  private static final int LEAST_REQUESTS = 40_000;

  private static final int LEAST_PERIODS = 40;
  private static final int MOST_REQUESTS = 1_000_000;

  /** As many requests as make figures of these arrivals steady. */
  public static QueueSimulation of(Arrivals arrivals, long seed) {
    long wanted = Math.max(LEAST_REQUESTS, (long) LEAST_PERIODS * arrivals.cameras());
    return new QueueSimulation((int) Math.min(MOST_REQUESTS, wanted), seed);
  }

  /** Plays it. */
  public Latencies play(Arrivals arrivals, ServiceTime service, Servers servers) {
    // With the numbers of java.util.Random eight servers wait 6 % longer than in theory.
    SplittableRandom random = new SplittableRandom(seed);
    return play(arrivals.times(requests, random), service, servers, random);
  }

  /**
   * Plays some arrivals, in seconds, in order; those before the first tenth find an empty edge and
   * are not counted.
   */
  public static Latencies play(
      double[] arrived, ServiceTime service, Servers servers, RandomGenerator random) {
    int requests = arrived.length;
    double[] seconds = new double[requests];
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < servers.runs(); i++) {
      free.add(0.0);
    }
    double busy = 0;
    double end = 0;
    int runs = 0;
    for (int first = 0; first < requests; runs++) {
      double start = Math.max(free.remove(), ready(arrived, first, servers));
      int size = waiting(arrived, first, start, servers.batch());
      double takes = service.seconds(size, random);
      for (int i = first; i < first + size; i++) {
        seconds[i] = start + takes - arrived[i];
      }
      free.add(start + takes);
      busy += takes;
      end = Math.max(end, start + takes);
      first += size;
    }
    double[] counted = Arrays.copyOfRange(seconds, (int) (WARM_UP * requests), requests);
    return Latencies.of(counted, busy / (end * servers.runs()), (double) requests / runs);
  }

  /** When a run could begin with the request that waits longest. */
  private static double ready(double[] arrived, int first, Servers servers) {
    int last = first + servers.batch() - 1;
    double full = last < arrived.length ? arrived[last] : Double.POSITIVE_INFINITY;
    return Math.min(full, arrived[first] + servers.delaySeconds());
  }

  private static int waiting(double[] arrived, int first, double now, int most) {
    int size = 1;
    while (size < most && first + size < arrived.length && arrived[first + size] <= now) {
      size++;
    }
    return size;
  }
}
