package org.scissionlite.benchmarks.load;

import java.util.SplittableRandom;
import org.scissionlite.offload.edge.EdgeWork;
import org.scissionlite.plan.capacity.Latencies;
import org.scissionlite.plan.capacity.MeasuredRuns;
import org.scissionlite.plan.capacity.QueueSimulation;
import org.scissionlite.plan.capacity.Servers;

/**
 * What the simulation of queues says of an edge, from what a plan can know: the engine's run times
 * alone, what the edge takes beside them, and what a request to an idle edge takes beyond both.
 *
 * @param beside processor time of the edge beside the engine
 * @param otherSeconds what a request takes without keeping a core of the edge busy
 */
record Simulated(EdgeWork work, MeasuredRuns times, Beside beside, double otherSeconds) {
  /**
   * Takes them from what was measured.
   *
   * @param idle a device that asks an edge with nothing else to do
   */
  static Simulated of(EdgeWork work, MeasuredRuns times, Beside beside, Measured idle) {
    double other = idle.p50Millis() / 1e3 - times.meanSeconds(1) - beside.run() - beside.request();
    return new Simulated(work, times, beside, Math.max(0, other));
  }

  /** With the same images as the devices have. */
  Latencies of(double[] due, long seed) {
    return QueueSimulation.play(
            due,
            times.with(beside.run(), beside.request()),
            new Servers(work.parallel(), work.batch(), 0),
            new SplittableRandom(seed))
        .later(otherSeconds);
  }
}
