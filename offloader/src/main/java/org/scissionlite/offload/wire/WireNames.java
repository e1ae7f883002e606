package org.scissionlite.offload.wire;

import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.SplitScenario;

/** The names that device and edge agree on beyond the protocol's own. */
public final class WireNames {
  /** Property of a model and parameter of a request: the id of the bundle. */
  public static final String BUNDLE = "scissionlite_bundle";

  /** Property of a model: the layer after which it is cut. */
  public static final String CUT = "scissionlite_cut";

  /** Property of a model: the spec of its transfer layer. */
  public static final String TRANSFER_LAYER = "scissionlite_transfer_layer";

  /** Property of a model: the codecs of its inputs, separated by commas. */
  public static final String CODEC = "scissionlite_codec";

  /** Parameter of a response: nanoseconds between the request's arrival and its turn. */
  public static final String QUEUE_NANOS = "scissionlite_queue_nanos";

  /** Parameter of a response: nanoseconds from the message to the edge slice's input tensors. */
  public static final String DECODE_NANOS = "scissionlite_decode_nanos";

  /** Parameter of a response: nanoseconds in the edge slice. */
  public static final String EXECUTE_NANOS = "scissionlite_execute_nanos";

  /** Parameter of a request: the name that the device gives itself. */
  public static final String DEVICE = "scissionlite_device";

  /** Parameter of the first request after a device has changed its way: why, in one line. */
  public static final String NOTE = "scissionlite_note";

  private WireNames() {}

  /**
   * The name under which the edge serves a scenario: model and scenario with a dot between them,
   * every character but letters, digits, ".", "-" and "+" replaced by "_", so that it can be a
   * folder of a model repository. Model "resnet50" cut by "layer1/relu.pool2+q8" is
   * "resnet50.layer1_relu.pool2+q8".
   */
  public static String modelName(Manifest manifest, SplitScenario scenario) {
    return clean(manifest.model().name() + "." + scenario.name());
  }

  /** The name under which the edge serves the default scenario as well: the model's. */
  public static String modelName(Manifest manifest) {
    return clean(manifest.model().name());
  }

  private static String clean(String name) {
    return name.replaceAll("[^A-Za-z0-9.+-]", "_");
  }
}
