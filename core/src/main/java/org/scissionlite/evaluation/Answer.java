package org.scissionlite.evaluation;

import java.util.List;

/**
 * What a subject answers to one image.
 *
 * @param top the best classes, best first; at most five
 * @param payloadBytes what crossed the network for it, the codec's checksum included; 0 where
 *     nothing did
 */
public record Answer(List<Integer> top, long payloadBytes) {
  public Answer {
    top = List.copyOf(top);
  }

  /** The class that the subject decides for. */
  int best() {
    return top.get(0);
  }
}
