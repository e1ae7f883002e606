package org.scissionlite.zoo;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Shape;

/**
 * The output of a layer, from which the next layer is made. Every method adds one layer of Keras.
 *
 * @param network the model under construction
 * @param name of the layer and of its output tensor
 * @param shape [1,c,h,w], or [1,n] after flattening
 * @param signal mean and variance that its elements are expected to have
 */
record Value(Network network, String name, Shape shape, Signal signal) {
  int channels() {
    return shape.dim(1);
  }

  /** Conv2D without a bias. */
  Value conv(String layer, Window window, int filters) {
    return begin(layer).convolution(window, filters, false).end();
  }

  /** BatchNormalization with a scale. */
  Value batchNorm(String layer, double epsilon) {
    return begin(layer).batchNorm(epsilon, true).end();
  }

  Value relu(String layer) {
    return begin(layer).pointwise("Relu", Signal::rectified).end();
  }

  /** ZeroPadding2D. */
  Value zeroPad(String layer, Margin margin) {
    return begin(layer).pad(margin).end();
  }

  Value maxPool(String layer, Window window) {
    return begin(layer).maxPool(window).end();
  }

  Value averagePool(String layer, Window window) {
    return begin(layer).averagePool(window).end();
  }

  /** GlobalAveragePooling2D: [1,c,h,w] becomes [1,c]. */
  Value globalAveragePool(String layer) {
    return begin(layer).globalAveragePool().end();
  }

  /** Dense with a softmax: class probabilities, of logits with variance 1. */
  Value classify(String layer, int classes) {
    return begin(layer)
        .dense(classes, 1 / signal.power())
        .pointwise("Softmax", UnaryOperator.identity())
        .end();
  }

  /** Concatenate: the channels of this value, then those of the others. */
  Value concat(String layer, Value... others) {
    List<Value> all = Stream.concat(Stream.of(this), Stream.of(others)).toList();
    return merge(layer, all);
  }

  private Value merge(String layer, List<Value> all) {
    int channels = all.stream().mapToInt(Value::channels).sum();
    Signal mixed = all.get(0).signal();
    int before = all.get(0).channels();
    for (Value other : all.subList(1, all.size())) {
      int with = before + other.channels();
      mixed = mixed.mixed((double) before / with, other.signal());
      before = with;
    }
    Signal result = mixed;
    return new LayerBuilder(network, layer, all)
        .step(
            "Concat",
            List.of(),
            Map.of("axis", Attribute.of(1L)),
            Shape.of(1, channels, shape.dim(2), shape.dim(3)))
        .becoming(result)
        .end();
  }

  private LayerBuilder begin(String layer) {
    return new LayerBuilder(network, layer, List.of(this));
  }
}
