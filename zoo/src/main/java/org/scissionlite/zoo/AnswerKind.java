package org.scissionlite.zoo;

/** What an architecture answers with. */
public enum AnswerKind {
  /** The probabilities of the classes, [1,C]. */
  CLASSES,
  /** Logits of the classes at each place, [1,C,H,W]. */
  AREAS,
  /**
   * Boxes [1,4+C,N]: of each of N anchors the centre, width and height in pixels of the input, and
   * a score of each class, 0 to 1.
   */
  BOXES
}
