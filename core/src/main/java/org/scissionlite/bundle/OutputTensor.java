package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.scissionlite.block.Cut;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

/**
 * A tensor of the answer.
 *
 * @param name output of the model, and of one of the slices
 * @param elementType of the tensor
 * @param shape of the tensor, with batch 1
 * @param kept whether the device slice answers with it; else the edge slice does
 */
public record OutputTensor(
    String name,
    ElementType elementType,
    List<Integer> shape,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean kept) {
  public OutputTensor {
    present(name, "name");
    present(elementType, "elementType");
    shape = new Shape(listed(shape, "shape")).dims();
  }

  static OutputTensor of(TensorSpec spec, Cut cut) {
    boolean kept = cut.kept().contains(spec);
    return new OutputTensor(spec.name(), spec.elementType(), spec.shape().dims(), kept);
  }

  @JsonIgnore
  public TensorSpec spec() {
    return new TensorSpec(name, elementType, new Shape(shape));
  }
}
