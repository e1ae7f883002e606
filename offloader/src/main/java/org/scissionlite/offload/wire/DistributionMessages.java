package org.scissionlite.offload.wire;

/** What an edge that hands out bundles and a device that fetches them agree on. */
public final class DistributionMessages {
  /** The extension in the server's metadata. */
  public static final String EXTENSION = "scissionlite_distribution";

  /** The largest manifest that travels. */
  public static final int MANIFEST_BYTES = 16 << 20;

  /** How much of a file a message carries. */
  public static final int PIECE_BYTES = 64 << 10;

  /** The largest message with a piece that a device takes. */
  public static final int MOST_PIECE_BYTES = 1 << 20;

  private DistributionMessages() {}
}
