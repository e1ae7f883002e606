package org.scissionlite.transfer;

import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;

/**
 * How much a classifier's answer depends on what crosses a cut.
 *
 * <p>The squares of these gradients, averaged, are the Fisher information: an error e at the cut
 * moves the answer by e' F e / 2 in Kullback-Leibler divergence, for small e.
 */
@FunctionalInterface
public interface Sensitivity {
  /** Where nothing can differentiate the model. */
  Sensitivity UNKNOWN =
      (rest, crossing) -> {
        throw new UsageException(
            "the sensitivity of the answer of '%s' is not known here; leave the weights out"
                .formatted(rest.name()));
      };

  /**
   * Gradients of the logarithm of a class's probability, the class drawn from the model's answer.
   *
   * @param rest the model behind the cut; its inputs are the cut's tensors
   * @param crossing what crosses the cut, one map an example
   * @return one map an example, of the same names and types; an example may be answered several
   *     times, with other classes
   * @throws org.scissionlite.error.ScissionLiteException if the rest has an operator that cannot be
   *     differentiated; names it
   */
  List<Map<String, Tensor>> gradients(ModelGraph rest, List<Map<String, Tensor>> crossing);
}
