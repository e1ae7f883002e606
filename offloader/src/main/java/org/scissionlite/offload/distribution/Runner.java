package org.scissionlite.offload.distribution;

import org.scissionlite.bundle.Bundle;

/** Runs versions of a bundle, such as a device runtime for each. */
public interface Runner<R extends AutoCloseable> {
  /**
   * Makes a version ready to run.
   *
   * @throws org.scissionlite.error.ScissionLiteException if it cannot be run
   */
  R open(Bundle bundle);

  /** Whether the edge has said that it runs another version: then it is asked at once. */
  boolean meetsOtherBundle(R running);
}
