package org.scissionlite.evaluation;

import java.util.List;
import org.scissionlite.task.ClassScores;
import org.scissionlite.task.Reading;

/**
 * What a subject answers to one image.
 *
 * @param reading what its outputs say
 * @param payloadBytes what crossed the network for it, the codec's checksum included; 0 where
 *     nothing did
 */
public record Answer(Reading reading, long payloadBytes) {
  private static final int REPORTED = 5;

  /** The best classes of a classifier's answer, best first; at most five. */
  public List<Integer> top() {
    return ((ClassScores) reading).top(REPORTED);
  }

  /** The class that a classifier decides for. */
  int best() {
    return ((ClassScores) reading).best();
  }
}
