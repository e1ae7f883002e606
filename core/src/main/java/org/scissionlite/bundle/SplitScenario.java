package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * One way to run the model across device and edge, ready to run.
 *
 * @param name inside the bundle, such as "conv1-relu.pool2+q8"
 * @param cut the layer after which the model is cut; "input" when the device only prepares the
 *     input
 * @param transferLayer its spec; "none" for a cut without one
 * @param device the device slice, DeviceTL at its end; it writes the tensors that cross and the
 *     outputs that it keeps
 * @param edge the edge slice, EdgeTL at its beginning
 * @param wire the tensors that cross, in the order of the message
 * @param outputs of the model, in its order; empty in bundles of an older program, which do not
 *     tell: there the edge slice answers with all of them
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

  /** What the device slice answers with, beside what it sends. */
  public List<TensorSpec> keptOutputs() {
    return outputs.stream().filter(OutputTensor::kept).map(OutputTensor::spec).toList();
  }

  /** What the edge slice answers with; empty where an older bundle does not tell. */
  public List<TensorSpec> edgeOutputs() {
    return outputs.stream().filter(each -> !each.kept()).map(OutputTensor::spec).toList();
  }

  /**
   * The model's outputs.
   *
   * @param ofEdge what the edge slice says that it answers with
   */
  public List<TensorSpec> outputs(List<TensorSpec> ofEdge) {
    return outputs.isEmpty() ? ofEdge : outputs.stream().map(OutputTensor::spec).toList();
  }

  /**
   * The answer, in the model's order of outputs.
   *
   * @param kept at least the outputs that the device slice keeps, by name
   * @param answered what the edge slice answered, by name
   */
  public Map<String, Tensor> answer(Map<String, Tensor> kept, Map<String, Tensor> answered) {
    if (keptOutputs().isEmpty()) {
      return answered;
    }
    Map<String, Tensor> answer = new LinkedHashMap<>();
    outputs.forEach(
        each -> answer.put(each.name(), (each.kept() ? kept : answered).get(each.name())));
    return answer;
  }

  /** The slices, and the tables of the codecs that have some. */
  Stream<SliceFile> files() {
    return Stream.concat(
        Stream.of(device, edge), wire.stream().map(WireTensor::tables).filter(Objects::nonNull));
  }
}
