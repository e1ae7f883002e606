package org.scissionlite.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * Profiles of the schema versions before today's, turned into today's version by version; what does
 * not fit is left for the checks of a profile.
 */
final class OlderProfiles {
  static final int FIRST_VERSION = 1;

  private OlderProfiles() {}

  /** Turns a document of a version from the first to the one before today's into today's. */
  static void upgrade(ObjectNode document, int version) {
    if (version <= 1) {
      addSizes(document);
    }
    if (version <= 2) {
      addTypicalLayersAndIntervals(document);
    }
    if (version <= 3) {
      addEntries(document);
    }
    addKeptBytes(document);
    document.put("schemaVersion", Profile.SCHEMA_VERSION);
  }

  /**
   * Version 1 gave every transfer layer one number of bytes. Where the bytes depend on the data,
   * that number was counted on noise which the layer had been fitted to, and says nothing: such a
   * layer is taken to send as much as the cut does without it.
   */
  private static void addSizes(ObjectNode document) {
    for (JsonNode cut : document.path("cuts")) {
      for (JsonNode layer : cut.path("transferLayers")) {
        if (layer instanceof ObjectNode object && layer.path("wireBytes").isIntegralNumber()) {
          long bytes = object.remove("wireBytes").asLong();
          object.set("size", size(object, bytes, cut.path("bytes").asLong()));
        }
      }
    }
  }

  private static ObjectNode size(ObjectNode layer, long bytes, long cutBytes) {
    boolean fixed = TransferLayers.sendsFixedSize(layer.path("spec").asText());
    return fixed
        ? layer.objectNode().put("kind", "fixed").put("bytes", bytes)
        : layer.objectNode().put("kind", "atMost").put("mostBytes", Math.max(bytes, cutBytes));
  }

  /** Version 2 knew neither typical layers nor intervals. */
  private static void addTypicalLayersAndIntervals(ObjectNode document) {
    document.putNull("intervals");
    for (JsonNode cut : document.path("cuts")) {
      if (cut instanceof ObjectNode object) {
        object.putArray("typicalLayers");
      }
    }
  }

  /** Version 4 did not know of outputs that are there before a cut. */
  private static void addKeptBytes(ObjectNode document) {
    for (JsonNode cut : document.path("cuts")) {
      if (cut instanceof ObjectNode object) {
        object.put("keptBytes", 0);
      }
    }
  }

  /** Version 3 did not know what it takes to begin a run. */
  private static void addEntries(ObjectNode document) {
    Stream.of(document, document.path("intervals"))
        .filter(ObjectNode.class::isInstance)
        .forEach(
            each ->
                ((ObjectNode) each)
                    .putObject("entry")
                    .put("medianNanos", 0)
                    .put("p95Nanos", 0)
                    .put("spreadNanos", 0)
                    .put("samples", 0));
  }
}
