package org.scissionlite.transfer.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scissionlite.error.Fields;
import org.scissionlite.error.UsageException;
import org.scissionlite.transfer.PartSpec;

/**
 * A transfer layer as a family and its parameters, so that "transform:step=1.0" and
 * "transform:step=1.1" are known to be neighbours. In its canonical form: what is as usual is left
 * out.
 *
 * @param family the names of the parts: "transform", "pool2+q8"
 * @param parameters of the last part, the only one that can have some: whole numbers, fractions and
 *     words; {@code {"step": 1.02, "weights": 0.5}}
 */
public record LayerSpec(String family, Map<String, Object> parameters) {
  /**
   * The layer of a family and parameters in any form.
   *
   * @throws UsageException if they are no layer's
   */
  @JsonCreator
  public LayerSpec(
      @JsonProperty("family") String family,
      @JsonProperty("parameters") Map<String, Object> parameters) {
    String text = text(Fields.present(family, "family"), checked(parameters));
    String canonical = TransferLayers.canonicalOfKnown(text);
    int last = canonical.lastIndexOf('+') + 1;
    PartSpec part = PartSpec.parse(canonical.substring(last));
    this.family = canonical.substring(0, last) + part.name();
    this.parameters = Collections.unmodifiableSortedMap(values(part.options()));
  }

  /**
   * The layer of a spec such as "transform:step=1,weights=0.5".
   *
   * @throws UsageException if it is none; lists the valid ones
   */
  public static LayerSpec of(String spec) {
    int last = spec.lastIndexOf('+') + 1;
    PartSpec part = PartSpec.parse(spec.substring(last));
    return new LayerSpec(spec.substring(0, last) + part.name(), new TreeMap<>(part.options()));
  }

  private static Map<String, Object> checked(Map<String, Object> parameters) {
    Fields.present(parameters, "parameters")
        .forEach(
            (key, value) -> {
              boolean simple = value instanceof Number || value instanceof String;
              if (!simple || !(key + value).matches("[\\w.-]+")) {
                throw new UsageException(
                    "parameter '%s' of a transfer layer: expected a number or a word, got '%s'"
                        .formatted(key, value));
              }
            });
    return parameters;
  }

  private static SortedMap<String, Object> values(Map<String, String> options) {
    SortedMap<String, Object> values = new TreeMap<>();
    options.forEach((key, text) -> values.put(key, value(text)));
    return values;
  }

  private static Object value(String text) {
    if (text.matches("\\d{1,9}")) {
      return Integer.valueOf(text);
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static String text(String family, Map<String, Object> parameters) {
    return parameters.isEmpty()
        ? family
        : new TreeMap<>(parameters)
            .entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(",", family + ":", ""));
  }

  /** The canonical spec, by which profiles and tables know the layer. */
  public String spec() {
    return TransferLayers.canonicalOfKnown(text(family, parameters));
  }

  @Override
  public String toString() {
    return spec();
  }
}
