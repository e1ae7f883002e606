package org.scissionlite.optimise;

import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;

/**
 * A way to run the model that competes.
 *
 * @param scenario with what it is predicted to cost, as the planner does, at its mean bytes
 * @param tailNanos the latency when it sends as many bytes as 95 of 100 messages keep to
 * @param drop of accuracy
 * @param costs how the time of its transfer layer is known, for a person; empty where it has none
 */
public record Candidate(Scenario scenario, long tailNanos, Drop drop, String costs) {
  /** A way that gives the same answers as the uncut model. */
  public static Candidate lossless(Scenario scenario) {
    return new Candidate(scenario, scenario.latencyNanos(), Drop.NONE, "");
  }

  /** Whether the device answers alone. */
  public boolean isAlone() {
    return scenario.route().hops().isEmpty();
  }

  /** The cut's name; "-" where the device answers alone. */
  public String cut() {
    return isAlone() ? "-" : hop().cut().name();
  }

  /** The transfer layer's spec, "none" for a plain tensor; "-" where the device answers alone. */
  public String transferLayer() {
    return isAlone() ? "-" : hop().payload().transferLayer();
  }

  private Hop hop() {
    return scenario.route().hops().get(0);
  }

  /** Time of the systems without the network: what it takes over a link that takes no time. */
  public long computingNanos() {
    return scenario.latencyNanos() - scenario.route().breakdown().transferNanos();
  }
}
