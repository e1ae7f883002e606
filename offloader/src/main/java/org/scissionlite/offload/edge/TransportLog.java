package org.scissionlite.offload.edge;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * gRPC reports every connection that does not speak HTTP/2 with a stack trace; whoever sends
 * garbage to the port must not fill the edge's log.
 */
final class TransportLog {
  /** Kept, as the JDK forgets the level of a logger that nobody holds. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private TransportLog() {}

  /** Reports errors of gRPC only, unless the user configured its log. */
  static void quieten() {
    if (GRPC.getLevel() == null) {
      GRPC.setLevel(Level.SEVERE);
    }
  }
}
