package org.scissionlite.zoo;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.zoo.layer.LayerOutput;

/**
 * A network of the zoo.
 *
 * @param name by which users know it: "densenet169"
 * @param inputSize usual height and width of the image in pixels
 * @param least the smallest input size for which no layer runs out of points
 * @param body its layers
 */
record Architecture(String name, int inputSize, int least, Body body) {
  /** All of them: those of the paper in the order of its tables, then others. */
  static final List<Architecture> ALL =
      List.of(
          new Architecture("vgg16", 224, 32, new Vgg(3)),
          new Architecture("vgg19", 224, 32, new Vgg(4)),
          new Architecture("xception", 299, 71, new Xception()),
          new Architecture("resnet50", 224, 32, new ResNet(4, 6)),
          new Architecture("resnet101", 224, 32, new ResNet(4, 23)),
          new Architecture("resnet152", 224, 32, new ResNet(8, 36)),
          new Architecture("resnet50v2", 224, 32, new ResNetV2(4, 6)),
          new Architecture("resnet101v2", 224, 32, new ResNetV2(4, 23)),
          new Architecture("resnet152v2", 224, 32, new ResNetV2(8, 36)),
          new Architecture("inception_v3", 299, 75, new InceptionV3()),
          new Architecture("inceptionresnet_v2", 299, 75, new InceptionResNetV2()),
          new Architecture("mobilenet", 224, 32, new MobileNet()),
          new Architecture("mobilenetv2", 224, 32, new MobileNetV2()),
          new Architecture("densenet121", 224, 32, new DenseNet(6, 12, 24, 16)),
          new Architecture("densenet169", 224, 32, new DenseNet(6, 12, 32, 32)),
          new Architecture("densenet201", 224, 32, new DenseNet(6, 12, 48, 32)),
          new Architecture("nasnetlarge", 331, 32, NasNet.large()),
          new Architecture("nasnetmobile", 224, 32, NasNet.mobile()),
          new Architecture("unet", 512, 32, new UNet()),
          new Architecture("retinanet", 512, 64, new RetinaNet()));

  private static final int IMAGENET_CLASSES = 1000;

  /** The layers of a network. */
  interface Body {
    /** Adds all layers from the image to the answer. */
    LayerOutput on(LayerOutput image, ZooOptions options);

    /** How many classes it tells apart where nothing else is said. */
    default int classes() {
      return IMAGENET_CLASSES;
    }

    /** What it answers with. */
    default AnswerKind answer() {
      return AnswerKind.CLASSES;
    }

    /** What height and width must be a multiple of. */
    default int sizeUnit() {
      return 1;
    }

    /** Whether the number of channels can be scaled. */
    default boolean hasWidth() {
      return false;
    }
  }

  /**
   * Checks options against what this architecture has.
   *
   * @throws UsageException if the image is too small, or the width is not 1 and must be
   */
  void check(ZooOptions options) {
    if (options.inputSize() < least) {
      throw new UsageException(
          "%s: expected an input size of at least %d, got %d"
              .formatted(name, least, options.inputSize()));
    }
    if (options.inputSize() % body.sizeUnit() != 0) {
      throw new UsageException(
          "%s: expected an input size that is a multiple of %d, got %d; the nearest is %d"
              .formatted(
                  name,
                  body.sizeUnit(),
                  options.inputSize(),
                  Math.max(
                      least,
                      body.sizeUnit()
                          * Math.round((float) options.inputSize() / body.sizeUnit()))));
    }
    if (options.width() != 1 && !body.hasWidth()) {
      List<String> scalable =
          ALL.stream().filter(other -> other.body().hasWidth()).map(Architecture::name).toList();
      throw new UsageException(
          "%s cannot be scaled in width: expected 1, got %s; %s can"
              .formatted(name, options.width(), String.join(", ", scalable)));
    }
  }
}
