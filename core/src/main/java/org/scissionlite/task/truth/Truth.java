package org.scissionlite.task.truth;

import java.util.List;
import java.util.Optional;
import org.scissionlite.task.detection.Box;

/** What is right for a picture. */
public sealed interface Truth {
  /**
   * The boxes that are to be found.
   *
   * @param boxes in shares of the picture
   */
  record Boxes(List<Marked> boxes) implements Truth {
    public Boxes {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * One of them.
   *
   * @param crowd whether it stands for many things together, of which none must be found
   */
  record Marked(Box box, boolean crowd) {}

  /**
   * The class of each place.
   *
   * @param mask of any size; it covers the whole picture
   */
  record Areas(Mask mask) implements Truth {}

  /**
   * Whether the picture shows anything unusual, and where.
   *
   * @param mask not 0 where it does; empty where nobody said where
   */
  record Unusual(boolean unusual, Optional<Mask> mask) implements Truth {}
}
