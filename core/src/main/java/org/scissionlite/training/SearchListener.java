package org.scissionlite.training;

/** Hears of a search's progress. */
@FunctionalInterface
public interface SearchListener {
  /** Says nothing. */
  SearchListener SILENT = (trial, done, most) -> {};

  /**
   * After a trial.
   *
   * @param done how many there were
   * @param most how many there will be at most
   */
  void afterTrial(SearchTrial trial, int done, int most);
}
