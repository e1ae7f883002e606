package org.scissionlite.benchmarks.load;

import java.util.List;
import java.util.Map;
import org.scissionlite.plan.capacity.MeasuredRuns;

/**
 * What the engine alone takes.
 *
 * @param times of runs on the clock
 * @param cpu processor time of runs
 */
record EngineTimes(MeasuredRuns times, MeasuredRuns cpu) {
  /** For the runs that an edge had. */
  double seconds(Seen seen) {
    return all(seen, times);
  }

  /** Processor time for the runs that an edge had. */
  double cpuSeconds(Seen seen) {
    return all(seen, cpu);
  }

  /** What the edge has taken for a request beside the engine and Java's compiler. */
  double besideSeconds(Seen seen, ProcessTime used) {
    return Math.max(0, used.cpu() - used.compiler() - cpuSeconds(seen)) / seen.requests();
  }

  private static double all(Seen seen, MeasuredRuns one) {
    double all = 0;
    for (Map.Entry<Integer, List<Double>> runs : seen.millis().entrySet()) {
      all += runs.getValue().size() * one.meanSeconds(runs.getKey());
    }
    return all;
  }
}
