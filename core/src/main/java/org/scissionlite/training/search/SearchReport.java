package org.scissionlite.training.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a search tried, what it chose, and why.
 *
 * @param cut where
 * @param goal that was asked for
 * @param fittingImages images that the layers were fitted to
 * @param chosen the layer on the images that its step was chosen on
 * @param confirmed the same layer on images that no choice was made on
 * @param atMostPoints what it loses at most, but for the goal's risk
 * @param trained the layer after its training, on the same images as confirmed; null where none was
 *     trained
 * @param why in words
 * @param trials all, in the order in which they were made
 */
public record SearchReport(
    String cut,
    SearchGoal goal,
    int fittingImages,
    SearchTrial chosen,
    SearchTrial confirmed,
    double atMostPoints,
    SearchTrial trained,
    String why,
    List<SearchTrial> trials) {
  public SearchReport {
    trials = List.copyOf(trials);
  }

  /** This report after the chosen layer was trained and tried. */
  public SearchReport withTrained(SearchTrial trial) {
    String outcome =
        goal.isConfirmedBy(trial)
            ? "; trained, and confirmed again"
            : "; trained, it was not confirmed within the goal, and stays untrained";
    return new SearchReport(
        cut, goal, fittingImages, chosen, confirmed, atMostPoints, trial, why + outcome, trials);
  }

  /** Whether the trained layer takes the place of the one that was confirmed. */
  @JsonIgnore
  public boolean isTrainedKept() {
    return trained != null && goal.isConfirmedBy(trained);
  }
}
