package org.scissionlite.offload.adaptive.decision;

import java.util.List;

/**
 * One way to run the model.
 *
 * @param name of the scenario, or {@link #ALONE}
 * @param leastBytes what one image sends at least, as far as is known before the first; 0 for a
 *     codec whose sizes depend on the image
 * @param ladder what an image sends on average at each step of the way's dial, the finest first;
 *     empty without a dial
 */
public record Way(String name, long leastBytes, List<Long> ladder) {
  /** The name of the way without an edge. */
  public static final String ALONE = "device-alone";

  public Way {
    ladder = List.copyOf(ladder);
  }

  /** A way without a dial. */
  public Way(String name, long leastBytes) {
    this(name, leastBytes, List.of());
  }

  /** Whether it has a dial. */
  boolean hasDial() {
    return ladder.size() > 1;
  }

  /** The device alone. */
  public static Way alone() {
    return new Way(ALONE, 0);
  }

  /** Whether it needs no edge. */
  public boolean isAlone() {
    return name.equals(ALONE);
  }
}
