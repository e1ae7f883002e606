package org.scissionlite.offload.adaptive.decision;

/**
 * One way to run the model.
 *
 * @param name of the scenario, or {@link #ALONE}
 * @param leastBytes what one image sends at least, as far as is known before the first; 0 for a
 *     codec whose sizes depend on the image
 */
public record Way(String name, long leastBytes) {
  /** The name of the way without an edge. */
  public static final String ALONE = "device-alone";

  /** The device alone. */
  public static Way alone() {
    return new Way(ALONE, 0);
  }

  /** Whether it needs no edge. */
  public boolean isAlone() {
    return name.equals(ALONE);
  }
}
