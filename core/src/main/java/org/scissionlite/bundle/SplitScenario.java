package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
 * @param outputs what the edge slice answers with; empty in bundles of an older program, which do
 *     not tell
 */
public record SplitScenario(
    String name,
    String cut,
    String transferLayer,
    SliceFile device,
    SliceFile edge,
    List<WireTensor> wire,
    List<OutputTensor> outputs) {
  public SplitScenario {
    present(name, "name");
    present(cut, "cut");
    present(transferLayer, "transferLayer");
    present(device, "device");
    present(edge, "edge");
    wire = listed(wire, "wire");
    outputs = listed(outputs, "outputs");
  }

  /** The slices, and the tables of the codecs that have some. */
  Stream<SliceFile> files() {
    return Stream.concat(
        Stream.of(device, edge), wire.stream().map(WireTensor::tables).filter(Objects::nonNull));
  }
}
