package org.scissionlite.zoo.layer;

import java.util.List;
import java.util.stream.Stream;
import org.scissionlite.model.Shape;

/**
 * The output of a layer, from which the next layer is made. Every method adds one layer of Keras.
 *
 * @param network the model under construction
 * @param name of the layer and of its output tensor
 * @param shape [1,c,h,w], or [1,n] after flattening
 * @param signal mean and variance that its elements are expected to have
 */
public record LayerOutput(Network network, String name, Shape shape, SignalStatistics signal) {
  public int channels() {
    return shape.dim(1);
  }

  /** Height and width, which are equal. */
  public int size() {
    return shape.dim(2);
  }

  /** Keras's name for a layer that was given none, such as conv2d_7. */
  public String unnamed(String kind) {
    return network.unnamed(kind);
  }

  /** Conv2D without a bias. */
  public LayerOutput conv(String layer, Window window, int filters) {
    return begin(layer).convolution(window, filters, false).end();
  }

  /** Conv2D with a bias. */
  public LayerOutput biasedConv(String layer, Window window, int filters) {
    return begin(layer).convolution(window, filters, true).end();
  }

  /** Conv2D with a bias and a ReLU of its own. */
  public LayerOutput convRelu(String layer, Window window, int filters) {
    return begin(layer).convolution(window, filters, true).relu().end();
  }

  /** Conv2DTranspose of 2x2 with a stride of 2 and a bias: twice the height and width. */
  public LayerOutput doubled(String layer, int filters) {
    return begin(layer).doubling(filters).end();
  }

  /** Conv2D with a bias whose outputs are logits: small, so that no class takes all. */
  public LayerOutput logits(String layer, Window window, int filters) {
    return begin(layer).logits(window, filters).end();
  }

  /** Conv2D with a bias and a ReLU of its own, whose weights several layers share. */
  public LayerOutput sharedConvRelu(String layer, String weights, Window window) {
    return begin(layer).sharing(weights).convolution(window, channels(), true).relu().end();
  }

  /** UpSampling2D by 2: each point four times. */
  public LayerOutput upsampled(String layer) {
    return begin(layer).upsample().end();
  }

  /** DepthwiseConv2D without a bias. */
  public LayerOutput depthwiseConv(String layer, Window window) {
    return begin(layer).depthwise(window).end();
  }

  /**
   * SeparableConv2D without a bias: over each channel by itself, then over each point by itself.
   */
  public LayerOutput separableConv(String layer, Window window, int filters) {
    return begin(layer).depthwise(window).convolution(Window.valid(1), filters, false).end();
  }

  /** BatchNormalization. */
  public LayerOutput batchNorm(String layer, double epsilon) {
    return begin(layer).batchNorm(epsilon, true).end();
  }

  /** BatchNormalization that Keras builds without a scale. */
  public LayerOutput unscaledBatchNorm(String layer, double epsilon) {
    return begin(layer).batchNorm(epsilon, false).end();
  }

  public LayerOutput relu(String layer) {
    return begin(layer).relu().end();
  }

  /** max(0, min(x, 6)). */
  public LayerOutput relu6(String layer) {
    return begin(layer).relu6().end();
  }

  public LayerOutput softmax(String layer) {
    return begin(layer).softmax().end();
  }

  /** ZeroPadding2D. */
  public LayerOutput zeroPad(String layer, SpatialMargin margin) {
    return begin(layer).pad(margin).end();
  }

  /** Cropping2D. */
  public LayerOutput crop(String layer, SpatialMargin margin) {
    return begin(layer).crop(margin).end();
  }

  public LayerOutput maxPool(String layer, Window window) {
    return begin(layer).maxPool(window).end();
  }

  public LayerOutput averagePool(String layer, Window window) {
    return begin(layer).averagePool(window).end();
  }

  /** GlobalAveragePooling2D: [1,c,h,w] becomes [1,c]. */
  public LayerOutput globalAveragePool(String layer) {
    return begin(layer).globalAveragePool().end();
  }

  public LayerOutput flatten(String layer) {
    return begin(layer).flatten().end();
  }

  /** Reshape from the second dimension on; the batch stays. */
  public LayerOutput reshape(String layer, Shape newShape) {
    return begin(layer).reshape(newShape).end();
  }

  /** Dropout, which does nothing outside training. */
  public LayerOutput dropout(String layer) {
    return begin(layer).identity().end();
  }

  /** Dense with a ReLU. */
  public LayerOutput denseRelu(String layer, int units) {
    return begin(layer).dense(units, Weights.HE_GAIN).relu().end();
  }

  /** Dense with a softmax: class probabilities. */
  public LayerOutput classify(String layer, int classes) {
    return begin(layer).dense(classes, Weights.LOGIT_VARIANCE / signal.power()).softmax().end();
  }

  public LayerOutput add(String layer, LayerOutput other) {
    return new LayerBuilder(network, layer, List.of(this, other)).add().end();
  }

  /** This value plus a multiple of another. */
  public LayerOutput addScaled(String layer, LayerOutput other, double factor) {
    return new LayerBuilder(network, layer, List.of(this, other)).addScaled(factor).end();
  }

  /** Concatenate: the channels of this value, then those of the others. */
  public LayerOutput concat(String layer, LayerOutput... others) {
    List<LayerOutput> all = Stream.concat(Stream.of(this), Stream.of(others)).toList();
    return new LayerBuilder(network, layer, all).concat().end();
  }

  /** Concatenate along the last axis of [1,c,n]. */
  public LayerOutput append(String layer, List<LayerOutput> others) {
    List<LayerOutput> all = Stream.concat(Stream.of(this), others.stream()).toList();
    return new LayerBuilder(network, layer, all).append().end();
  }

  /** The beginning of a layer that reads this output. */
  public LayerBuilder begin(String layer) {
    return new LayerBuilder(network, layer, List.of(this));
  }
}
