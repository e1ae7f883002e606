package org.scissionlite.benchmarks.experiment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.file.Json;
import org.scissionlite.plan.scenario.Breakdown;

/**
 * What {@code optimise} says in its report, as far as it is needed here.
 *
 * @param verdict in words
 * @param best the winner
 * @param candidates whose loss is known, the winner among them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OptimiseOutcome(String verdict, Way best, List<Way> candidates) {
  public OptimiseOutcome {
    candidates = List.copyOf(candidates);
  }

  /**
   * A way to run the model.
   *
   * @param scenario its name in the bundle; null where the device is alone, or it is not in there
   * @param cut "-" where the device answers alone
   * @param transferLayer its spec
   * @param millis that it is predicted to take, with its layer's own times
   * @param parts of that
   * @param bytes sent for an image
   * @param dropPoints accuracy lost
   * @param confirmed whether images that nothing was chosen on confirm that
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Way(
      String scenario,
      String cut,
      String transferLayer,
      double millis,
      Breakdown parts,
      long bytes,
      double dropPoints,
      boolean confirmed) {
    /** What was predicted when a contender chose this way. */
    public Predicted as(Contender contender) {
      return Predicted.of(contender, cut, transferLayer, millis, parts, bytes);
    }
  }

  /** Reads the report beside a bundle. */
  public static OptimiseOutcome beside(Path bundle) {
    return Json.read(
        bundle.resolveSibling(bundle.getFileName() + ".optimise.json"),
        OptimiseOutcome.class,
        "report of optimise");
  }
}
