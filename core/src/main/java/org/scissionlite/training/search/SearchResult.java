package org.scissionlite.training.search;

import java.util.List;
import java.util.Optional;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * The transfer layer that a search found, ready to be inserted, and the report of the search.
 *
 * @param dialling gives the layer a dial
 */
public record SearchResult(FittedTransferLayer layer, SearchReport report, Dialling dialling) {
  /** Gives a layer a dial. */
  @FunctionalInterface
  public interface Dialling {
    /**
     * The layer with a dial whose finest step is the layer's own; nothing if it has no step.
     *
     * @param steps 2 to 8
     */
    Optional<Dialled> of(int steps);
  }

  /**
   * A layer with a dial.
   *
   * @param steps a trial of each step alone on the images that confirmed the finest, which comes
   *     first; the others lose more, and nothing promises how much
   */
  public record Dialled(FittedTransferLayer layer, List<SearchTrial> steps) {
    public Dialled {
      steps = List.copyOf(steps);
    }
  }
}
