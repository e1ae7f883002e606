package org.scissionlite.training.search;

import org.scissionlite.evidence.ImageUse;
import org.scissionlite.training.search.trial.SearchTrial;

/** Hears of a search's progress. */
@FunctionalInterface
public interface SearchListener {
  /** Says nothing. */
  SearchListener SILENT = (trial, done, most) -> {};

  /**
   * Before the first trial of a search that was stopped and goes on.
   *
   * @param trials that were made before
   */
  default void resumed(int trials) {}

  /**
   * After a trial that was made now.
   *
   * @param done how many there were, with those made before
   * @param most how many there will be, as far as it can be told
   */
  void afterTrial(SearchTrial trial, int done, int most);

  /**
   * After a trial that was made now; like the other, with more.
   *
   * @param use what the images of the trial serve for
   */
  default void afterTrial(SearchTrial trial, ImageUse use, int done, int most) {
    afterTrial(trial, done, most);
  }
}
