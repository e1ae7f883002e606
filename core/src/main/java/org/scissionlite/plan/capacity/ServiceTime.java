package org.scissionlite.plan.capacity;

import java.util.random.RandomGenerator;

/** How long the edge takes to run its slice. */
@FunctionalInterface
public interface ServiceTime {
  /**
   * The time of one run.
   *
   * @param batch how many requests it answers
   * @return seconds
   */
  double seconds(int batch, RandomGenerator random);

  /** Always the same for one request; a batch takes as long as its requests one after another. */
  static ServiceTime constant(double seconds) {
    return (batch, random) -> batch * seconds;
  }

  /**
   * The same, where runs and their requests take some time of the same core beside the engine.
   *
   * @param run seconds of one run
   * @param request seconds of one request
   */
  default ServiceTime with(double run, double request) {
    return (batch, random) -> seconds(batch, random) + run + batch * request;
  }
}
