package org.scissionlite.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;

/**
 * Tensors of which nothing is known.
 *
 * @param tensors by name
 */
public record Values(Map<String, Tensor> tensors) implements Reading {
  public Values {
    tensors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * How far these are from others, as a share of those: the root of the summed squares of the
   * differences over that of the others. 0 for equal ones.
   *
   * @throws ScissionLiteException if the others have other names or shapes
   */
  public double relativeError(Values reference) {
    double error = 0;
    double scale = 0;
    for (Map.Entry<String, Tensor> each : reference.tensors.entrySet()) {
      Tensor found = Task.output(tensors, each.getKey());
      if (!found.type().equals(each.getValue().type())) {
        throw new ScissionLiteException(
            "output '%s': cannot compare %s with %s"
                .formatted(each.getKey(), found.type(), each.getValue().type()));
      }
      float[] a = Numbers.floats(found);
      float[] b = Numbers.floats(each.getValue());
      for (int i = 0; i < a.length; i++) {
        error += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        scale += (double) b[i] * b[i];
      }
    }
    if (error == 0) {
      return 0;
    }
    return scale == 0 ? 1 : Math.sqrt(error / scale);
  }
}
