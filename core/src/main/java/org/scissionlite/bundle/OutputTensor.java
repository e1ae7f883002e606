package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

/**
 * A tensor that the edge answers with.
 *
 * @param name output of the edge slice, and of the model
 * @param elementType of the tensor
 * @param shape of the tensor, with batch 1
 */
public record OutputTensor(String name, ElementType elementType, List<Integer> shape) {
  public OutputTensor {
    present(name, "name");
    present(elementType, "elementType");
    shape = new Shape(listed(shape, "shape")).dims();
  }

  static OutputTensor of(TensorSpec spec) {
    return new OutputTensor(spec.name(), spec.elementType(), spec.shape().dims());
  }

  @JsonIgnore
  public TensorSpec spec() {
    return new TensorSpec(name, elementType, new Shape(shape));
  }
}
