package org.scissionlite.offload.device;

import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.error.ScissionLiteException;
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
 */
record Contract(String model, String bundleId, List<WireFormat> wire) {
  Contract {
    wire = List.copyOf(wire);
  }

  static Contract of(Bundle bundle, SplitScenario scenario) {
    return new Contract(
        WireNames.modelName(bundle.manifest(), scenario),
        bundle.manifest().id(),
        WireFormat.of(bundle, scenario));
  }

  /**
   * The edge that describes itself so.
   *
   * @param edge host and port, for messages
   * @throws ScissionLiteException if it serves another bundle or other inputs
   */
  EdgeModel check(ModelMetadataResponse metadata, String edge) {
    boolean tells = metadata.containsProperties(WireNames.BUNDLE);
    if (tells && !metadata.getPropertiesOrThrow(WireNames.BUNDLE).equals(bundleId)) {
      throw new ScissionLiteException(
          "edge %s, model '%s': expected bundle %s, got %s; device and edge run different bundles"
              .formatted(edge, model, bundleId, metadata.getPropertiesOrThrow(WireNames.BUNDLE)));
    }
    wire.forEach(format -> checkInput(format.metadata(), metadata, edge));
    if (metadata.getInputsCount() != wire.size()) {
      throw new ScissionLiteException(
          "edge %s, model '%s': expected %d inputs, got %d; device and edge run different bundles"
              .formatted(edge, model, wire.size(), metadata.getInputsCount()));
    }
    return new EdgeModel(tells, metadata.getOutputsList());
  }

  private void checkInput(TensorMetadata expected, ModelMetadataResponse metadata, String edge) {
    List<TensorMetadata> found =
        metadata.getInputsList().stream()
            .filter(input -> input.getName().equals(expected.getName()))
            .toList();
    boolean fits =
        found.size() == 1
            && found.get(0).getDatatype().equals(expected.getDatatype())
            && TensorMessages.accepts(found.get(0).getShapeList(), expected.getShapeList());
    if (!fits) {
      throw new ScissionLiteException(
          "edge %s, model '%s', input '%s': the device sends %s, the edge expects %s; device and edge run different bundles"
              .formatted(
                  edge,
                  model,
                  expected.getName(),
                  TensorMessages.describe(expected),
                  found.stream().map(TensorMessages::describe).toList()));
    }
  }
}
