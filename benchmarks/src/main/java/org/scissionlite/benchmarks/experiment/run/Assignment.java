package org.scissionlite.benchmarks.experiment.run;

import org.scissionlite.benchmarks.experiment.Contender;

/**
 * How a contender is run.
 *
 * @param contender which
 * @param bundle the folder of the bundle that holds it
 * @param scenario its name there; empty where the device answers alone
 * @param cut after which layer; "-" where the device answers alone
 * @param transferLayer its spec; "-" where nothing is sent
 */
public record Assignment(
    Contender contender, String bundle, String scenario, String cut, String transferLayer) {
  /** Where nothing is sent. */
  public static final String NOTHING = "-";

  /** Whether the device answers alone. */
  boolean isAlone() {
    return scenario.isEmpty();
  }

  /** Whether another one sends the same from the same place. */
  boolean doesTheSame(Assignment other) {
    return cut.equals(other.cut) && transferLayer.equals(other.transferLayer);
  }
}
