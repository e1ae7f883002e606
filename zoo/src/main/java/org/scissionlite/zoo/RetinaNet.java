package org.scissionlite.zoo;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.model.Shape;
import org.scissionlite.task.detection.Anchors;
import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/**
 * RetinaNet (Lin and others 2017, "Focal Loss for Dense Object Detection") on ResNet-50 with a
 * feature pyramid (Lin and others 2017, "Feature Pyramid Networks for Object Detection"): 256
 * channels at each of the levels P3 to P7 of strides 8 to 128, where P6 is computed from C5; nine
 * anchors at each place; two heads of four convolutions whose weights all levels share. The layers
 * have the names of keras-retinanet, those of ResNet-50 Keras's own.
 *
 * <p>keras-retinanet has 36,382,957 parameters with one class; Keras's ResNet-50 adds 26,560 biases
 * of convolutions, and each further class 20,745: 38,048,372 with COCO's 80.
 *
 * <p>The answer is [1,4+C,N], decoded: of each of N anchors the centre, width and height in pixels
 * of the input, then the score of each class. A place's anchors lie one after another, not
 * neighbouring: {@link AnchorGrid} has their order. No suppression stands behind it.
 */
record RetinaNet() implements Architecture.Body {
  private static final int COCO_CLASSES = 80;
  private static final int CHANNELS = 256;
  private static final int HEAD_LAYERS = 4;
  private static final int BOX = 4;

  /** The share of anchors that a new network believes to show something of a class. */
  private static final double PRIOR = 0.01;

  /** Of the weights of the heads' last convolutions, as published. */
  private static final double VARIANCE = 1e-4;

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    List<LayerOutput> stages = new ResNet(4, 6).stages(image, scaled(ResNet.FILTERS, options));
    List<LayerOutput> levels = pyramid(stages, scaled(CHANNELS, options));
    double bias = -Math.log((1 - PRIOR) / PRIOR);
    List<LayerOutput> classes = new ArrayList<>();
    List<LayerOutput> offsets = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      String level = "P" + (AnchorGrid.FIRST_LEVEL + i);
      classes.add(head(levels.get(i), level, "classification", options.classes(), bias));
      offsets.add(head(levels.get(i), level, "regression", BOX, 0));
    }
    Anchors anchors = AnchorGrid.over(image.size(), image.size());
    return new BoxDecoder(anchors).on(join("regression", offsets), join("classification", classes));
  }

  private static int scaled(int channels, ZooOptions options) {
    return Math.max(1, (int) Math.round(channels * options.width()));
  }

  /** P3 to P7 of C3 to C5: from the top down, with what each stage adds on the same level. */
  private static List<LayerOutput> pyramid(List<LayerOutput> stages, int channels) {
    LayerOutput c5 = stages.get(2);
    LayerOutput top5 = reduced(c5, "C5", channels);
    LayerOutput top4 = merged(reduced(stages.get(1), "C4", channels), top5, "P5", "P4");
    LayerOutput top3 = merged(reduced(stages.get(0), "C3", channels), top4, "P4", "P3");
    Window window = Window.same(3);
    LayerOutput p6 = c5.biasedConv("P6", window.by(2), channels);
    return List.of(
        top3.biasedConv("P3", window, channels),
        top4.biasedConv("P4", window, channels),
        top5.biasedConv("P5", window, channels),
        p6,
        p6.relu("C6_relu").biasedConv("P7", window.by(2), channels));
  }

  private static LayerOutput reduced(LayerOutput stage, String name, int channels) {
    return stage.biasedConv(name + "_reduced", Window.valid(1), channels);
  }

  private static LayerOutput merged(
      LayerOutput lateral, LayerOutput above, String from, String level) {
    return above.upsampled(from + "_upsampled").add(level + "_merged", lateral);
  }

  /** [1,values,anchors of the level] of a level of the pyramid. */
  private static LayerOutput head(
      LayerOutput level, String name, String kind, int values, double bias) {
    String shared = "pyramid_" + kind;
    LayerOutput x = level;
    for (int i = 0; i < HEAD_LAYERS; i++) {
      x = x.sharedConvRelu(name + "_" + kind + "_" + i, shared + "_" + i, Window.same(3));
    }
    int filters = values * AnchorGrid.ANCHORS;
    LayerOutput raw =
        x.begin(name + "_" + kind)
            .sharing(shared)
            .convolution(Window.same(3), filters, VARIANCE, bias)
            .end();
    int places = raw.shape().dim(2) * raw.shape().dim(3);
    return raw.reshape(
        name + "_" + kind + "_reshape", Shape.of(1, values, AnchorGrid.ANCHORS * places));
  }

  private static LayerOutput join(String name, List<LayerOutput> levels) {
    return levels.get(0).append(name, levels.subList(1, levels.size()));
  }

  @Override
  public int classes() {
    return COCO_CLASSES;
  }

  @Override
  public AnswerKind answer() {
    return AnswerKind.BOXES;
  }

  @Override
  public int sizeUnit() {
    return 32;
  }

  @Override
  public boolean hasWidth() {
    return true;
  }
}
