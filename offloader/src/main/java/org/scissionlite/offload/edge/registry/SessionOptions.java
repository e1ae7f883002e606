package org.scissionlite.offload.edge.registry;

import java.util.function.Consumer;

/**
 * How each edge slice is opened.
 *
 * @param instances how many sessions of it, one for each run of it that may go on at a time
 * @param threads how many threads one operator may use
 * @param batch how many requests one run answers at most; 1 where each has a run of its own
 * @param tell takes lines for the user, such as that a slice cannot answer several in one run
 */
public record SessionOptions(int instances, int threads, int batch, Consumer<String> tell) {
  /** A run for each request. */
  public SessionOptions(int instances, int threads) {
    this(instances, threads, 1, line -> {});
  }
}
