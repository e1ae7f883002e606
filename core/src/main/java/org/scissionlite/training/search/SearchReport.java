package org.scissionlite.training.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.training.search.trial.SearchTrial;

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
 * @param choiceImages that the layers were tried and chosen on
 * @param confirmationImages that nothing was chosen on
 * @param front the trials on the images of the choice that none beats in bytes and expected drop
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
    ImageSet choiceImages,
    ImageSet confirmationImages,
    List<SearchTrial> front,
    List<SearchTrial> trials) {
  public SearchReport {
    front = List.copyOf(front);
    trials = List.copyOf(trials);
  }

  /** This report after the chosen layer was trained and tried. */
  public SearchReport withTrained(SearchTrial trial) {
    String outcome =
        goal.isConfirmedBy(trial)
            ? "; trained, and confirmed again"
            : "; trained, it was not confirmed within the goal, and stays untrained";
    return new SearchReport(
        cut,
        goal,
        fittingImages,
        chosen,
        confirmed,
        atMostPoints,
        trial,
        why + outcome,
        choiceImages,
        confirmationImages,
        front,
        trials);
  }

  /** Whether the trained layer takes the place of the one that was confirmed. */
  @JsonIgnore
  public boolean isTrainedKept() {
    return trained != null && goal.isConfirmedBy(trained);
  }

  /** The layer that is shipped on the images that confirmed it. */
  public SearchTrial shipped() {
    return isTrainedKept() ? trained : confirmed;
  }

  /**
   * What was found out, for the planner: the front, and what is shipped; not of layers that differ
   * between the tensors of a cut, which no profile holds.
   */
  public List<Measurement> evidence() {
    return Stream.concat(
            front.stream()
                .filter(SearchTrial::isOfOneLayer)
                .map(trial -> trial.measurement(cut, choiceImages)),
            Stream.of(shipped())
                .filter(SearchTrial::isOfOneLayer)
                .map(trial -> trial.measurement(cut, confirmationImages)))
        .toList();
  }
}
