package org.scissionlite.zoo;

import java.util.List;

/**
 * A network of the zoo.
 *
 * @param name by which users know it: "densenet169"
 * @param inputSize usual height and width of the image in pixels
 * @param body its layers
 */
record Architecture(String name, int inputSize, Body body) {
  /** All of them, in the order of the paper's tables. */
  static final List<Architecture> ALL =
      List.of(
          new Architecture("densenet121", 224, new DenseNet(6, 12, 24, 16)),
          new Architecture("densenet169", 224, new DenseNet(6, 12, 32, 32)),
          new Architecture("densenet201", 224, new DenseNet(6, 12, 48, 32)));

  /** The layers of a network. */
  interface Body {
    /** Adds all layers from the image to the class probabilities. */
    Value on(Value image, int classes);
  }
}
