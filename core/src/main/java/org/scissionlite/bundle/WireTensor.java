package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

/**
 * A tensor that crosses the wire.
 *
 * @param name output of the device slice and input of the edge slice
 * @param elementType of the tensor
 * @param shape of the tensor, with batch 1
 * @param codec name of the codec of its bytes; with "plain" the message carries the tensor itself,
 *     with any other a one-dimensional UINT8 tensor of the encoded bytes
 * @param tables the codec's tables; null where it has none
 */
public record WireTensor(
    String name, ElementType elementType, List<Integer> shape, String codec, SliceFile tables) {
  public WireTensor {
    present(name, "name");
    present(elementType, "elementType");
    present(codec, "codec");
    shape = new Shape(listed(shape, "shape")).dims();
  }

  @JsonIgnore
  public TensorSpec spec() {
    return new TensorSpec(name, elementType, new Shape(shape));
  }
}
