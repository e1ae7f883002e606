package org.scissionlite.offload.distribution;

/** Hears what a feed does. */
@FunctionalInterface
public interface FeedListener {
  /** A line for the user, such as that a new version is in use. */
  void tell(String line);

  /**
   * How far a download is.
   *
   * @param doneBytes that are there
   * @param totalBytes that were missing at its beginning
   */
  default void progress(long doneBytes, long totalBytes) {
    // Not everybody wants to know.
  }
}
