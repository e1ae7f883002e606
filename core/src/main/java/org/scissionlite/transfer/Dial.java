package org.scissionlite.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * The convention by which a device slice is told the number of a step, from 0, the finest: one
 * input more for each transfer layer that has a dial.
 */
public final class Dial {
  private static final String NAME = "/DeviceTL/step";

  private Dial() {}

  /** The input of a layer at a tensor: int64 [1]. */
  public static TensorSpec setting(String cut) {
    return new TensorSpec(cut + NAME, ElementType.INT64, Shape.of(1));
  }

  /** Those of a slice's inputs that are told the step. */
  public static List<TensorSpec> among(List<TensorSpec> inputs) {
    return inputs.stream()
        .filter(each -> each.name().endsWith(NAME))
        .filter(each -> each.elementType() == ElementType.INT64)
        .filter(each -> each.shape().equals(Shape.of(1)))
        .toList();
  }

  /** Inputs of a model, together with the step for those of its inputs that are told one. */
  public static Map<String, Tensor> told(
      List<TensorSpec> inputs, Map<String, Tensor> given, int step) {
    Map<String, Tensor> all = new HashMap<>(given);
    among(inputs).forEach(each -> all.put(each.name(), number(step)));
    return all;
  }

  /** A step's number as an input. */
  public static Tensor number(int step) {
    return Tensor.vector(step);
  }
}
