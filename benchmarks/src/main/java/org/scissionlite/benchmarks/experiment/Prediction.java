package org.scissionlite.benchmarks.experiment;

import java.util.List;
import java.util.Optional;

/**
 * What the planner says of all contenders at one place of the grid.
 *
 * @param place where
 * @param contenders those that are known
 */
public record Prediction(Place place, List<Predicted> contenders) {
  public Prediction {
    contenders = List.copyOf(contenders);
  }

  /** What it says of one. */
  public Optional<Predicted> of(Contender contender) {
    return contenders.stream().filter(each -> each.contender() == contender).findFirst();
  }
}
