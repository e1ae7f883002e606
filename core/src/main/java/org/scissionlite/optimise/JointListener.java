package org.scissionlite.optimise;

/** Hears how a joint search goes on. */
public interface JointListener {
  /** Says nothing. */
  JointListener SILENT =
      new JointListener() {
        @Override
        public void looking(CutBound cut, int canWin) {}

        @Override
        public void looked(CutBound cut, Outlook outlook) {}

        @Override
        public void opening(CutBound cut, long mostBytes, int canWin) {}

        @Override
        public void decided(CutDecision decision) {}

        @Override
        public void checking() {}
      };

  /**
   * Before a quick look at a cut.
   *
   * @param canWin how many cuts can win and were not looked at, this one included
   */
  void looking(CutBound cut, int canWin);

  /** After a quick look. */
  void looked(CutBound cut, Outlook outlook);

  /**
   * Before a cut is opened.
   *
   * @param mostBytes with which it can still win
   * @param canWin how many cuts can win and were not opened, this one included
   */
  void opening(CutBound cut, long mostBytes, int canWin);

  /** After what became of a cut is known. */
  void decided(CutDecision decision);

  /** After the search, before others are opened to check what it found. */
  void checking();
}
