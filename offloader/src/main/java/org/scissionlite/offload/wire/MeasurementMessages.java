package org.scissionlite.offload.wire;

import java.time.Duration;

/** What both ends of a measurement over the network agree on. */
public final class MeasurementMessages {
  /** The extension of the protocol that a server names if it measures models. */
  public static final String EXTENSION = "scissionlite_measurement";

  /** The most bytes of a model in one message. */
  public static final int PIECE_BYTES = 1 << 18;

  /** The most bytes of a profile. */
  public static final int PROFILE_BYTES = 64 << 20;

  /** How often a server that measures says that it is still there. */
  public static final Duration BEAT = Duration.ofSeconds(2);

  private MeasurementMessages() {}
}
