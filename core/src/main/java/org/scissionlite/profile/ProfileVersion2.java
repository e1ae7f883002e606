package org.scissionlite.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Profiles of schema version 2, which knew neither typical layers nor intervals. */
final class ProfileVersion2 {
  static final int VERSION = 2;

  private ProfileVersion2() {}

  /** Turns a document into one of today's version; what does not fit is left for its checks. */
  static void upgrade(ObjectNode document) {
    document.put("schemaVersion", Profile.SCHEMA_VERSION);
    document.putNull("intervals");
    for (JsonNode cut : document.path("cuts")) {
      if (cut instanceof ObjectNode object) {
        object.putArray("typicalLayers");
      }
    }
  }
}
