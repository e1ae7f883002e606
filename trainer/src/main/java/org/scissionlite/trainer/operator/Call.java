package org.scissionlite.trainer.operator;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Node;
import org.scissionlite.trainer.libtorch.HostTensors;

/**
 * One execution of a node: the node with its inputs at hand.
 *
 * @param node what is executed
 * @param inputs in the node's order
 * @param adaptsBatchNorm whether a batch normalisation learns the statistics of this batch
 * @param batch the images that run at once
 * @param opset the version of the standard operators that the model uses
 */
public record Call(Node node, List<Input> inputs, boolean adaptsBatchNorm, Batch batch, int opset) {
  public Call {
    inputs = List.copyOf(inputs);
  }

  /**
   * The images that run at once.
   *
   * @param size how many there are
   * @param axis of the target of a Reshape that grows with them
   */
  public record Batch(long size, int axis) {}

  /**
   * An input of a node.
   *
   * @param tensor the value; empty where an optional input is left out
   * @param declared the element type that the model gives it, where known
   * @param constant whether the value is the same for every image
   */
  public record Input(Optional<Tensor> tensor, Optional<ElementType> declared, boolean constant) {}

  /**
   * An input that the operator needs.
   *
   * @throws ScissionLiteException if the node leaves it out
   */
  public Tensor in(int index) {
    return optional(index).orElseThrow(() -> error("input %d is missing".formatted(index)));
  }

  public Optional<Tensor> optional(int index) {
    return index < inputs.size() ? inputs.get(index).tensor() : Optional.empty();
  }

  /** The element type that the model declares for an input; float32 where it says nothing. */
  public ElementType declared(int index, ElementType otherwise) {
    return index < inputs.size() ? inputs.get(index).declared().orElse(otherwise) : otherwise;
  }

  public boolean constant(int index) {
    return index < inputs.size() && inputs.get(index).constant();
  }

  /** An optional input as libtorch takes it. */
  TensorOptional orNone(int index) {
    return optional(index).map(TensorOptional::new).orElseGet(TensorOptional::new);
  }

  /** The values of an integer input. */
  long[] longs(int index) {
    return HostTensors.longs(in(index));
  }

  /** The values of an integer input, or of an attribute as older opsets have it. */
  Optional<long[]> longs(int index, String attribute) {
    if (optional(index).isPresent()) {
      return Optional.of(longs(index));
    }
    return ints(attribute);
  }

  /** A list of integers from an attribute; empty where the attribute is absent. */
  Optional<long[]> ints(String attribute) {
    if (!node.attributes().containsKey(attribute)) {
      return Optional.empty();
    }
    return Optional.of(
        node.intsAttribute(attribute, List.of()).stream().mapToLong(Long::longValue).toArray());
  }

  /** A float attribute as libtorch takes it. */
  Scalar scalar(String attribute, double otherwise) {
    return new Scalar((double) node.floatAttribute(attribute, (float) otherwise));
  }

  /** An axis attribute, counted from the outermost dimension of a tensor of this rank. */
  int axis(String attribute, long otherwise, long rank) {
    return axis(node.intAttribute(attribute, otherwise), rank);
  }

  /** An axis counted from the outermost dimension. */
  int axis(long axis, long rank) {
    if (axis < -rank || axis >= rank) {
      throw error("axis %d does not exist in a tensor of rank %d".formatted(axis, rank));
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  ScissionLiteException error(String what) {
    return new ScissionLiteException(
        "node '%s' (%s): %s".formatted(node.name(), node.operator(), what));
  }
}
