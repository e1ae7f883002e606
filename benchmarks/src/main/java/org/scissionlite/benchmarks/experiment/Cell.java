package org.scissionlite.benchmarks.experiment;

import java.util.List;
import java.util.Optional;

/**
 * What was measured at one place, all contenders in turns.
 *
 * @param place where
 * @param slowdown how many times longer than one core of the machine the device takes
 * @param begun when, as an instant of ISO 8601
 * @param waitingProcesses how many processes wanted a processor while it began; tells whether the
 *     machine was quiet
 * @param measured each contender
 * @param predicted each contender, with the link as it was probed
 */
public record Cell(
    Place place,
    double slowdown,
    String begun,
    double waitingProcesses,
    List<Measured> measured,
    List<Predicted> predicted) {
  public Cell {
    measured = List.copyOf(measured);
    predicted = List.copyOf(predicted);
  }

  /** What a contender took. */
  public Optional<Measured> of(Contender contender) {
    return measured.stream().filter(each -> each.contender() == contender).findFirst();
  }

  /** What was predicted of a contender. */
  public Optional<Predicted> predictedOf(Contender contender) {
    return predicted.stream().filter(each -> each.contender() == contender).findFirst();
  }
}
