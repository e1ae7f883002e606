package org.scissionlite.training.search;

import java.util.List;
import java.util.Optional;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * The transfer layers that a search found, ready to be inserted, and the report of the search.
 *
 * @param layers one for each tensor of the cut, in its order
 * @param dialling gives the layer of a cut of one tensor a dial
 */
public record SearchResult(
    List<FittedTransferLayer> layers, SearchReport report, Dialling dialling) {
  public SearchResult {
    layers = List.copyOf(layers);
  }

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
