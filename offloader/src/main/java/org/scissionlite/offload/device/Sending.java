package org.scissionlite.offload.device;

/**
 * How one image is sent.
 *
 * @param step of the scenario's dial, from 0, the finest; without a dial it is not looked at
 * @param note why the device has changed its way, for the edge to show; empty where it has not
 * @param whenSent is called each time that the image is sent to an edge; must be quick
 */
public record Sending(int step, String note, Runnable whenSent) {
  /** At a step. */
  public static Sending at(int step) {
    return new Sending(step, "", () -> {});
  }
}
