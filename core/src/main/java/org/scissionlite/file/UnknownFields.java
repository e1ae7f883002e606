package org.scissionlite.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields that a JSON object holds in place of those that it lacks: where a field is missing,
 * Jackson says nothing of them.
 */
final class UnknownFields {
  private static final int MOST = 8;
  private static final int MOST_LETTERS = 40;

  private UnknownFields() {}

  /**
   * What follows a message, such as "; unknown here: 'size'; valid: fit, channels"; empty where no
   * field of a record is missing, or none is unknown.
   *
   * @param root of the JSON text that was not understood
   */
  static String text(JsonProcessingException e, JsonNode root) {
    if (!(e instanceof JsonMappingException mapping) || !JsonProblem.isMissing(e)) {
      return "";
    }
    List<JsonMappingException.Reference> path = mapping.getPath();
    int last = path.size() - 1;
    if (last < 0 || !(path.get(last).getFrom() instanceof Class<?> type) || !type.isRecord()) {
      return "";
    }
    List<String> valid =
        Arrays.stream(type.getRecordComponents()).map(component -> component.getName()).toList();
    List<String> unknown = new ArrayList<>();
    at(root, path.subList(0, last)).fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(valid);
    return unknown.isEmpty()
        ? ""
        : "; unknown here: %s; valid: %s".formatted(shown(unknown), String.join(", ", valid));
  }

  private static JsonNode at(JsonNode root, List<JsonMappingException.Reference> path) {
    JsonNode node = root;
    for (JsonMappingException.Reference part : path) {
      node =
          part.getFieldName() == null ? node.path(part.getIndex()) : node.path(part.getFieldName());
    }
    return node;
  }

  private static String shown(List<String> names) {
    List<String> quoted =
        names.stream()
            .limit(MOST)
            .map(name -> name.replaceAll("\\s+", " "))
            .map(
                name ->
                    name.length() <= MOST_LETTERS ? name : name.substring(0, MOST_LETTERS) + "...")
            .map(name -> "'" + name + "'")
            .toList();
    String more = names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "";
    return String.join(", ", quoted) + more;
  }
}
