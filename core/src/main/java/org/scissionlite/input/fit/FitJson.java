package org.scissionlite.input.fit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.fit.Fit.Exif;
import org.scissionlite.input.fit.Fit.Kind;

/**
 * A fit in JSON: the name of its kind, such as {@code "STRETCH"}, or an object with a kind and with
 * what is not as usual: {@code {"kind": "CENTER_CROP", "share": 0.95, "interpolation": "BICUBIC"}}.
 */
final class FitJson {
  private static final String KIND = "kind";
  private static final String SHARE = "share";
  private static final String BORDER = "border";
  private static final String INTERPOLATION = "interpolation";
  private static final String ORIENTATION = "orientation";
  private static final List<String> FIELDS =
      List.of(KIND, SHARE, BORDER, INTERPOLATION, ORIENTATION);

  private FitJson() {}

  static Object of(Fit fit) {
    Fit usual = Fit.usual(fit.kind());
    if (fit.equals(usual)) {
      return fit.kind().name();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(KIND, fit.kind().name());
    if (fit.share() != usual.share()) {
      fields.put(SHARE, fit.share());
    }
    if (fit.border() != usual.border()) {
      fields.put(BORDER, fit.border());
    }
    if (fit.interpolation() != usual.interpolation()) {
      fields.put(INTERPOLATION, fit.interpolation().name());
    }
    if (fit.orientation() != usual.orientation()) {
      fields.put(ORIENTATION, fit.orientation().name());
    }
    return fields;
  }

  static Fit read(JsonNode json) {
    if (!json.isObject()) {
      return Fit.usual(value(json, "", Kind.class));
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw UsageException.unknownName("field", name, FIELDS);
      }
    }
    if (!json.has(KIND)) {
      throw new UsageException("'%s' is missing; valid: %s".formatted(KIND, names(Kind.class)));
    }
    Fit usual = Fit.usual(value(json.get(KIND), KIND, Kind.class));
    return new Fit(
        usual.kind(),
        json.has(SHARE) ? number(json.get(SHARE), SHARE) : usual.share(),
        json.has(BORDER) ? wholeNumber(json.get(BORDER)) : usual.border(),
        json.has(INTERPOLATION)
            ? value(json.get(INTERPOLATION), INTERPOLATION, Interpolation.class)
            : usual.interpolation(),
        json.has(ORIENTATION)
            ? value(json.get(ORIENTATION), ORIENTATION, Exif.class)
            : usual.orientation());
  }

  private static <E extends Enum<E>> E value(JsonNode json, String field, Class<E> type) {
    String text = json.asText().toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> json.isTextual() && each.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                UsageException.unknownName(
                    field.isEmpty() ? "value" : "value of '" + field + "'",
                    shown(json),
                    names(type)));
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }

  private static double number(JsonNode json, String field) {
    if (!json.isNumber()) {
      throw new UsageException("'%s': expected a number, got %s".formatted(field, shown(json)));
    }
    return json.doubleValue();
  }

  private static int wholeNumber(JsonNode json) {
    if (!json.canConvertToInt() || !json.isIntegralNumber()) {
      throw new UsageException(
          "'%s': expected a whole number, got %s".formatted(BORDER, shown(json)));
    }
    return json.intValue();
  }

  private static String shown(JsonNode json) {
    String text = json.isTextual() ? json.asText() : json.toString();
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
