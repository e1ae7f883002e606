package org.scissionlite.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** Builds a fragment as a chain: each operator reads what the one before wrote, and constants. */
public final class FragmentBuilder {
  private final TensorSpec input;
  private final String prefix;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<TensorSpec> settings = new ArrayList<>();
  private String current;

  /**
   * A chain that begins at a tensor.
   *
   * @param prefix of all names, such as "conv1/DeviceTL/"
   */
  public FragmentBuilder(TensorSpec input, String prefix) {
    this.input = input;
    this.prefix = prefix;
    this.current = input.name();
  }

  /** The name of what the last operator wrote. */
  public String current() {
    return current;
  }

  /** An operator with constants as its further inputs. */
  public FragmentBuilder then(String name, String operator, Tensor... constantInputs) {
    return then(name, operator, Map.of(), constantInputs);
  }

  /** An operator with attributes. */
  public FragmentBuilder then(
      String name, String operator, Map<String, Attribute> attributes, Tensor... constantInputs) {
    List<String> inputs = new ArrayList<>(List.of(current));
    for (int i = 0; i < constantInputs.length; i++) {
      inputs.add(constant(name + "/" + i, constantInputs[i]));
    }
    return add(name, operator, inputs, attributes);
  }

  /** A product with a constant matrix on the left: constant x current. */
  public FragmentBuilder leftProduct(String name, Tensor matrix) {
    return add(name, "MatMul", List.of(constant(name + "/0", matrix), current), Map.of());
  }

  /** The sum with a tensor that was written before. */
  public FragmentBuilder plus(String name, String other) {
    return add(name, "Add", List.of(current, other), Map.of());
  }

  /**
   * The product with a constant that is first repeated along its dimensions of 1, which an engine
   * does once, when it opens the graph.
   *
   * @param repeated the constant's shape then
   * @param shape as which it is multiplied, of as many elements
   */
  public FragmentBuilder timesRepeated(String name, Tensor constant, Shape repeated, Shape shape) {
    String before = current;
    from(constant(name + "/0", constant))
        .then(name + "/repeated", "Expand", Tensor.vector(dims(repeated)))
        .reshape(name + "/factors", dims(shape));
    return add(name, "Mul", List.of(before, current), Map.of());
  }

  /** The entry of a table, along its first dimension, that a tensor of one number names. */
  public FragmentBuilder entry(String name, Tensor table, String number) {
    return add(name, "Gather", List.of(constant(name + "/0", table), number), Map.of());
  }

  /** A further input, which whoever runs the fragment sets for each run. */
  public FragmentBuilder setting(TensorSpec setting) {
    settings.add(setting);
    return from(setting.name());
  }

  /** The product with a tensor that was written before. */
  public FragmentBuilder times(String name, String other) {
    return add(name, "Mul", List.of(current, other), Map.of());
  }

  /** The product with a repeated tensor that was written before; see {@link #timesRepeated}. */
  public FragmentBuilder timesRepeatedTensor(
      String name, String factors, Shape repeated, Shape shape) {
    String before = current;
    from(factors)
        .then(name + "/repeated", "Expand", Tensor.vector(dims(repeated)))
        .reshape(name + "/factors", dims(shape));
    return add(name, "Mul", List.of(before, current), Map.of());
  }

  /** This tensor with another one behind it, along the second dimension. */
  public FragmentBuilder followedBy(String name, String other) {
    return add(name, "Concat", List.of(current, other), Map.of("axis", Attribute.of(1)));
  }

  private static long[] dims(Shape shape) {
    return shape.dims().stream().mapToLong(Integer::longValue).toArray();
  }

  /** Another shape; -1 stands for what is left. */
  public FragmentBuilder reshape(String name, long... dims) {
    return then(name, "Reshape", Tensor.vector(dims));
  }

  /**
   * The rounding of {@link DeadZone}, up to the cast to an integer type, without a branch for each
   * element: ONNX Runtime's Shrink has one, and takes 10 ns where signs and sizes are mixed.
   *
   * <p>Values below 0.33 are doubled, which leaves them below 1; others move away from 0 by 0.33. A
   * training of DeviceTL sees them with a slope of 2, so layers that are made for training have
   * {@link #levels}.
   */
  public FragmentBuilder levelsWithoutBranches(ElementType wireType) {
    String values = current;
    return then(
            "deadzone", "Clip", Tensor.scalar(-DeadZone.ROUNDING), Tensor.scalar(DeadZone.ROUNDING))
        .plus("rounded", values)
        .clipped(wireType);
  }

  /** The rounding of {@link DeadZone}, up to the cast to an integer type. */
  public FragmentBuilder levels(ElementType wireType) {
    return then(
            "deadzone",
            "Shrink",
            Map.of(
                "lambd", Attribute.of(1 - DeadZone.ROUNDING),
                "bias", Attribute.of(-DeadZone.ROUNDING)))
        .clipped(wireType);
  }

  private FragmentBuilder clipped(ElementType wireType) {
    int most = wireType == ElementType.INT8 ? Byte.MAX_VALUE : Short.MAX_VALUE;
    return then("clipped", "Clip", Tensor.scalar(-most), Tensor.scalar(most));
  }

  /** The activation's bounds, where it has any. */
  public FragmentBuilder within(ActivationBounds bounds) {
    return bounds.isBounded()
        ? then("activation", "Clip", Tensor.scalar(bounds.low()), Tensor.scalar(bounds.high()))
        : this;
  }

  public FragmentBuilder cast(String name, ElementType type) {
    return then(name, "Cast", Map.of("to", Attribute.of(type.onnxCode())));
  }

  /** The chain goes on from a tensor that was written before. */
  public FragmentBuilder from(String tensor) {
    current = tensor;
    return this;
  }

  private FragmentBuilder add(
      String name, String operator, List<String> inputs, Map<String, Attribute> attributes) {
    current = prefix + name;
    nodes.add(Node.of(current, operator, inputs, attributes));
    return this;
  }

  private String constant(String name, Tensor value) {
    constants.put(prefix + name, value);
    return prefix + name;
  }

  /** The fragment, whose output is what the last operator wrote. */
  public Fragment build(ElementType elementType, Shape shape) {
    return new Fragment(
        input, new TensorSpec(current, elementType, shape), nodes, constants, settings);
  }
}
