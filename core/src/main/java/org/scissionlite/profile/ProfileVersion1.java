package org.scissionlite.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * Profiles of schema version 1, which gave every transfer layer one number of bytes.
 *
 * <p>Where the bytes depend on the data, that number was counted on noise which the layer had been
 * fitted to, and says nothing: such a layer is taken to send as much as the cut does without it.
 */
final class ProfileVersion1 {
  static final int VERSION = 1;

  private ProfileVersion1() {}

  /** Turns a document into one of version 2; what does not fit is left for its checks. */
  static void upgrade(ObjectNode document) {
    document.put("schemaVersion", ProfileVersion2.VERSION);
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
}
