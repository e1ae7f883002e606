package org.scissionlite.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;

/**
 * One operator of a model graph.
 *
 * @param name unique in its graph
 * @param layer the layer that the user knows; most nodes are a layer of their own, the two nodes of
 *     a separable convolution share one
 * @param domain "" for the standard ONNX operators
 * @param operator the ONNX operator, such as "Conv"
 * @param inputs tensor names; an omitted optional input is ""
 * @param outputs tensor names; an omitted optional output is ""
 */
public record Node(
    String name,
    String layer,
    String domain,
    String operator,
    List<String> inputs,
    List<String> outputs,
    Map<String, Attribute> attributes) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** A standard operator with one output, which is named like the node, as is its layer. */
  public static Node of(
      String name, String operator, List<String> inputs, Map<String, Attribute> attributes) {
    return new Node(name, name, "", operator, inputs, List.of(name), attributes);
  }

  /** This node reading other tensors. */
  public Node withInputs(List<String> newInputs) {
    return new Node(name, layer, domain, operator, newInputs, outputs, attributes);
  }

  /** All names that the node reads: its inputs and what the bodies in its attributes capture. */
  public Stream<String> reads() {
    return Stream.concat(inputs.stream().filter(input -> !input.isEmpty()), captures()).distinct();
  }

  /** The outer names that the bodies in its attributes read. */
  public Stream<String> captures() {
    return attributes.values().stream()
        .filter(Attribute.Opaque.class::isInstance)
        .flatMap(attribute -> ((Attribute.Opaque) attribute).captured().stream());
  }

  /** All names that the node writes. */
  public Stream<String> writes() {
    return outputs.stream().filter(output -> !output.isEmpty());
  }

  /**
   * An integer attribute.
   *
   * @param otherwise the value where the attribute is absent
   */
  public long intAttribute(String key, long otherwise) {
    Attribute found = attributes.get(key);
    if (found == null) {
      return otherwise;
    }
    if (found instanceof Attribute.IntValue value) {
      return value.value();
    }
    throw wrongKind(key, "an integer");
  }

  /**
   * A list of integers.
   *
   * @param otherwise the value where the attribute is absent
   */
  public List<Long> intsAttribute(String key, List<Long> otherwise) {
    Attribute found = attributes.get(key);
    if (found == null) {
      return otherwise;
    }
    if (found instanceof Attribute.IntList list) {
      return list.values();
    }
    throw wrongKind(key, "a list of integers");
  }

  /**
   * A float attribute.
   *
   * @param otherwise the value where the attribute is absent
   */
  public float floatAttribute(String key, float otherwise) {
    Attribute found = attributes.get(key);
    if (found == null) {
      return otherwise;
    }
    if (found instanceof Attribute.FloatValue value) {
      return value.value();
    }
    throw wrongKind(key, "a float");
  }

  /**
   * A string attribute.
   *
   * @param otherwise the value where the attribute is absent
   */
  public String stringAttribute(String key, String otherwise) {
    Attribute found = attributes.get(key);
    if (found == null) {
      return otherwise;
    }
    if (found instanceof Attribute.StringValue value) {
      return value.value();
    }
    throw wrongKind(key, "a string");
  }

  private ScissionLiteException wrongKind(String key, String expected) {
    return new ScissionLiteException(
        "node '%s' (%s): attribute '%s' is not %s".formatted(name, operator, key, expected));
  }
}
