package org.scissionlite.offload.device;

/**
 * How one image is sent.
 *
 * @param step of the scenario's dial, from 0, the finest; without a dial it is not looked at
 * @param whenSent is called each time that the image is sent to an edge; must be quick
 */
public record Sending(int step, Runnable whenSent) {
  /** At a step. */
  public static Sending at(int step) {
    return new Sending(step, () -> {});
  }
}
