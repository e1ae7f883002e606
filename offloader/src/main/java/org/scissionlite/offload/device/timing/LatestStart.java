package org.scissionlite.offload.device.timing;

import java.util.List;

/**
 * When the first of some tasks must begin at the latest, if they run one after another and all are
 * to end in time.
 *
 * <p>From the last backwards, each must have ended when the next begins: tasks of 30 ms that are
 * due in 100, 110 and 120 ms begin at 90, 60 and 30 ms. Where even a start now comes too late for
 * all, the last are left out until it does not: they cannot be saved, and must not make the first
 * begin before there is a need.
 */
public final class LatestStart {
  private LatestStart() {}

  /**
   * A task.
   *
   * @param leftNanos until it is due
   * @param needNanos how long it takes
   */
  public record Task(long leftNanos, long needNanos) {}

  /**
   * How long the first may still wait; not positive if it must begin now.
   *
   * @param tasks at least one, in the order in which they are due
   * @param slackNanos by how much they may be late without harm, as nobody looks in the very
   *     nanosecond in which the first must begin
   */
  public static long ofFirst(List<Task> tasks, long slackNanos) {
    for (int count = tasks.size(); count > 1; count--) {
      long start = start(tasks.subList(0, count));
      if (start >= -slackNanos) {
        return start;
      }
    }
    return start(tasks.subList(0, 1));
  }

  private static long start(List<Task> tasks) {
    long end = Long.MAX_VALUE;
    for (int i = tasks.size() - 1; i >= 0; i--) {
      end = Math.min(end, tasks.get(i).leftNanos()) - tasks.get(i).needNanos();
    }
    return end;
  }
}
