package org.scissionlite.offload.distribution;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.connection.EdgeFailure;

/** A download that goes on after the connection broke, as long as each try brings something. */
final class PatientDownload {
  private static final int MOST_TRIES_IN_VAIN = 3;

  private final Download download;
  private final Duration pause;
  private final Consumer<String> tell;

  PatientDownload(Download download, Duration pause, Consumer<String> tell) {
    this.download = download;
    this.pause = pause;
    this.tell = tell;
  }

  /**
   * Fetches a version.
   *
   * @throws ScissionLiteException if it cannot be had now; what was received stays
   */
  Bundle fetch(Manifest version, Optional<Bundle> inUse) {
    int inVain = 0;
    long before = -1;
    while (true) {
      try {
        return download.fetch(version, inUse);
      } catch (EdgeFailure | BrokenDownload e) {
        long now = download.missingBytes(version);
        inVain = now == before ? inVain + 1 : 0;
        before = now;
        if (inVain >= MOST_TRIES_IN_VAIN) {
          throw e;
        }
        tell.accept(e.getMessage() + "; the download goes on where it broke");
        sleep();
      }
    }
  }

  private void sleep() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScissionLiteException("the download was interrupted", e);
    }
  }
}
