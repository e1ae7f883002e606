package org.scissionlite.optimise;

/**
 * What a quick look says of a cut.
 *
 * @param likely value of the objective, as far as one can tell; infinite where nothing was found
 * @param least value that the best layer there can have
 * @param words for a person; empty where there was no look
 */
public record Outlook(double likely, double least, String words) {
  /** Of a cut that was not looked at: it may be as good as its bound. */
  public static Outlook open(CutBound cut) {
    return new Outlook(cut.value(), cut.value(), "");
  }
}
