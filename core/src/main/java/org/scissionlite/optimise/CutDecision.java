package org.scissionlite.optimise;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of a cut.
 *
 * @param bound the least that it can cost
 * @param kind what was done
 * @param mostBytes with which it could still have won when it was opened; {@link Long#MAX_VALUE}
 *     for any number
 * @param best the best candidate found there, if there is one
 * @param why nothing was found there, or what a quick look saw; may be empty
 */
public record CutDecision(
    CutBound bound, Kind kind, long mostBytes, Optional<Candidate> best, String why) {
  /** What was done with a cut. */
  public enum Kind {
    /** Transfer layers were searched, and one of them is the best so far. */
    BEST_SO_FAR,
    /** Transfer layers were searched, and none is better than the best so far. */
    NOT_BETTER,
    /** A quick look was enough: even the best layer there would not be better than the best. */
    OUT_OF_REACH,
    /** Not looked at: even with no byte sent it would not be better than the best. */
    CANNOT_WIN,
    /** Not looked at: even with no byte sent it would miss the deadline. */
    TOO_LATE,
    /** Not looked at: the next cut sends the same tensor after a cheap operator more. */
    LIKE_THE_NEXT;

    /** The name in files, such as "best-so-far". */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static CutDecision unopened(CutBound bound, Kind kind, String why) {
    return new CutDecision(bound, kind, 0, Optional.empty(), why);
  }

  /** Whether transfer layers were searched there. */
  public boolean isOpened() {
    return kind == Kind.BEST_SO_FAR || kind == Kind.NOT_BETTER;
  }
}
