package org.scissionlite.training;

import java.util.List;

/**
 * What a search tried, what it chose, and why.
 *
 * @param cut where
 * @param goal that was asked for
 * @param fittingImages images that the layers were fitted to
 * @param chosen the layer on the images that its step was chosen on
 * @param confirmed the same layer on images that no choice was made on
 * @param why one sentence
 * @param trials all, in the order in which they were made
 */
public record SearchReport(
    String cut,
    SearchGoal goal,
    int fittingImages,
    SearchTrial chosen,
    SearchTrial confirmed,
    String why,
    List<SearchTrial> trials) {
  public SearchReport {
    trials = List.copyOf(trials);
  }
}
