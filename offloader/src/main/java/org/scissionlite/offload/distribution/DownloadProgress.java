package org.scissionlite.offload.distribution;

/** Hears how far a download is. */
@FunctionalInterface
interface DownloadProgress {
  /**
   * Hears of it.
   *
   * @param doneBytes that are there
   * @param totalBytes that were missing at the beginning
   */
  void accept(long doneBytes, long totalBytes);
}
