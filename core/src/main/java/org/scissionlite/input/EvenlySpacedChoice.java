package org.scissionlite.input;

import java.util.List;
import java.util.stream.IntStream;

/** A choice of few things out of many that is spread over all of them. */
public final class EvenlySpacedChoice {
  private EvenlySpacedChoice() {}

  /** At most so many of a list, in its order: 4 of 10 are those with the indices 0, 2, 5 and 7. */
  public static <T> List<T> of(List<T> all, int most) {
    int count = Math.min(most, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }
}
