package org.scissionlite.offload.device.remote;

import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.offload.wire.TensorMessages;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/**
 * What a device expects of its edge.
 *
 * @param model the name under which the edge serves the slice
 * @param bundleId the bundle that the slice must come from
 * @param wire the tensors that the slice must read
 * @param outputs what it must answer with; empty where an older bundle does not tell
 */
public record EdgeContract(
    String model, String bundleId, List<WireFormat> wire, List<TensorMetadata> outputs) {
  private static final String DIFFERENT = "device and edge run different bundles";

  public EdgeContract {
    wire = List.copyOf(wire);
    outputs = List.copyOf(outputs);
  }

  /** What the scenario needs. */
  public static EdgeContract of(Bundle bundle, SplitScenario scenario) {
    return new EdgeContract(
        WireNames.modelName(bundle.manifest(), scenario),
        bundle.manifest().id(),
        WireFormat.of(bundle, scenario),
        scenario.edgeOutputs().stream().map(TensorMessages::metadata).toList());
  }

  /**
   * The tensors that cross, as an edge reads them.
   *
   * @param hasCodecs whether it has the bundle's codecs; another server has none
   */
  List<WireFormat> wire(boolean hasCodecs) {
    return hasCodecs ? wire : wire.stream().map(WireFormat::inPlain).toList();
  }

  /** Whether any tensor crosses in another form than its own. */
  boolean needsCodecs() {
    return !wire.stream().allMatch(WireFormat::isPlain);
  }

  /** Whether a description is that of another version than the device's, which is there as well. */
  boolean isServedBeside(ModelMetadataResponse metadata) {
    return !metadata.getPropertiesOrDefault(WireNames.BUNDLE, bundleId).equals(bundleId)
        && metadata.getVersionsList().contains(bundleId);
  }

  /**
   * The edge that describes itself so. One that names no bundle is another server, such as Triton:
   * it reads the wire tensors themselves.
   *
   * @param edge host and port, for messages
   * @throws EdgeFailure if it serves another bundle, other inputs or other outputs
   */
  EdgeModel check(ModelMetadataResponse metadata, String edge) {
    try {
      checkBundle(metadata);
      boolean tellsBundle = metadata.containsProperties(WireNames.BUNDLE);
      List<TensorMetadata> inputs = wire(tellsBundle).stream().map(WireFormat::metadata).toList();
      checkTensors("input", inputs, metadata.getInputsList());
      if (!outputs.isEmpty()) {
        checkTensors("output", outputs, metadata.getOutputsList());
      }
      return EdgeModel.of(tellsBundle, outputs.isEmpty() ? metadata.getOutputsList() : outputs);
    } catch (ScissionLiteException e) {
      throw new EdgeFailure(
          EdgeFailure.Kind.OTHER_BUNDLE,
          "edge %s, model '%s'%s".formatted(edge, model, e.getMessage()),
          e);
    }
  }

  private void checkBundle(ModelMetadataResponse metadata) {
    String found = metadata.getPropertiesOrDefault(WireNames.BUNDLE, bundleId);
    if (!found.equals(bundleId)) {
      throw new ScissionLiteException(
          ": expected bundle %s, got %s; %s".formatted(bundleId, found, DIFFERENT));
    }
  }

  private static void checkTensors(
      String role, List<TensorMetadata> expected, List<TensorMetadata> served) {
    expected.forEach(each -> checkTensor(role, each, served));
    if (served.size() != expected.size()) {
      throw new ScissionLiteException(
          ": expected %d %ss, got %d; %s"
              .formatted(expected.size(), role, served.size(), DIFFERENT));
    }
  }

  private static void checkTensor(
      String role, TensorMetadata expected, List<TensorMetadata> served) {
    List<TensorMetadata> found =
        served.stream().filter(tensor -> tensor.getName().equals(expected.getName())).toList();
    boolean fits =
        found.size() == 1
            && found.get(0).getDatatype().equals(expected.getDatatype())
            && TensorMessages.accepts(found.get(0).getShapeList(), expected.getShapeList());
    if (!fits) {
      throw new ScissionLiteException(
          ", %s '%s': the device expects %s, the edge has %s; %s"
              .formatted(
                  role,
                  expected.getName(),
                  TensorMessages.describe(expected),
                  found.stream().map(TensorMessages::describe).toList(),
                  DIFFERENT));
    }
  }
}
