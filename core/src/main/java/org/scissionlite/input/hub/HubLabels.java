package org.scissionlite.input.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.Json;

/** Reads the names of classes in a model hub's {@code config.json}. */
public final class HubLabels {
  public static final String FILE = "config.json";

  /** What transformers writes where nobody named the classes. */
  private static final String NAMELESS = "LABEL_\\d+";

  private HubLabels() {}

  /**
   * The names in a file, in the order of the output; nothing where it, which may be of any program,
   * names none.
   */
  public static Optional<List<String>> read(Path file) {
    try {
      return names(Json.read(file, JsonNode.class, "configuration"));
    } catch (ScissionLiteException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> names(JsonNode tree) {
    JsonNode byNumber = tree.path("id2label");
    JsonNode listed = byNumber.isObject() ? byNumber : tree.path("label_names");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      JsonNode name = listed.isObject() ? listed.path(String.valueOf(i)) : listed.path(i);
      if (!name.isTextual()) {
        return Optional.empty();
      }
      names.add(name.textValue().strip());
    }
    boolean named = names.stream().anyMatch(name -> !name.matches(NAMELESS));
    return named ? Optional.of(names) : Optional.empty();
  }
}
