package org.scissionlite.bundle;

import java.util.List;
import java.util.Objects;

/**
 * One way to run the model across device and edge, ready to run.
 *
 * @param name inside the bundle, such as "conv1-relu.pool2+q8"
 * @param cut the layer after which the model is cut; "input" when the device only prepares the
 *     input
 * @param transferLayer its spec; "none" for a cut without one
 * @param device the device slice, DeviceTL at its end
 * @param edge the edge slice, EdgeTL at its beginning
 * @param wire the tensors that cross, in the order of the message
 */
public record SplitScenario(
    String name,
    String cut,
    String transferLayer,
    SliceFile device,
    SliceFile edge,
    List<WireTensor> wire) {
  public SplitScenario {
    Objects.requireNonNull(device, "device slice");
    Objects.requireNonNull(edge, "edge slice");
    wire = List.copyOf(wire);
  }
}
