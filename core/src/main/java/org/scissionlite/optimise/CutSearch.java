package org.scissionlite.optimise;

/** Searches transfer layers at a cut: first a quick look, then in earnest. */
public interface CutSearch {
  /** What a quick look says of a cut. */
  Outlook look(CutBound cut);

  /**
   * What there is at a cut.
   *
   * @param mostBytes an image, with which the cut could still win; a search may give up where it is
   *     clear that none of its layers sends so little. {@link Long#MAX_VALUE} for no bound
   */
  CutFindings open(CutBound cut, long mostBytes);
}
