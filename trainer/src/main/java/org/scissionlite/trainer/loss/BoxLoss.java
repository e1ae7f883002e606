package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Detection;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.training.examples.BoxExamples;

/**
 * The focal loss of the classes of all anchors that count (Lin and others 2017: alpha 0.25, gamma
 * 2), and the smooth L1 loss of the offsets of those that have a box, which is a square below 1/9;
 * both are added up and divided by how many anchors have a box.
 */
public final class BoxLoss implements Loss {
  private static final double ALPHA = 0.25;
  private static final double SQUARE_BELOW = 1.0 / 9;
  private static final int SUM = 2;
  private static final int BOX = 4;

  private final AnchorHead head;
  private final AnchorMatch match;
  private final Detection task;
  private final ComputeDevice device;

  BoxLoss(ModelGraph student, Detection task, ComputeDevice device) {
    this.head = AnchorHead.of(student);
    this.match = new AnchorMatch(head.anchors());
    this.task = task;
    this.device = device;
  }

  @Override
  public List<String> reads() {
    return List.of(head.logits(), head.offsets());
  }

  @Override
  public List<String> teacherReads() {
    return List.of();
  }

  @Override
  public Tensor of(Map<String, Tensor> student, Batch batch) {
    Tensor logits = student.get(head.logits());
    Wanted wanted = new Wanted(Math.toIntExact(batch.size()), (int) logits.size(1));
    float[] table = HostTensors.floats(ReconstructionLoss.target(batch));
    int rows = table.length / BoxExamples.FIELDS / wanted.images;
    for (int image = 0; image < wanted.images; image++) {
      wanted.add(image, BoxExamples.boxes(table, image, rows));
    }
    Tensor sum = focal(logits, wanted).add(smooth(student.get(head.offsets()), wanted));
    return sum.div(new Scalar((double) Math.max(1, wanted.found)));
  }

  private Tensor focal(Tensor logits, Wanted wanted) {
    Tensor right = wanted.tensor(wanted.classes, wanted.channels);
    Tensor chance = torch.sigmoid(logits);
    // How far off: the chance of what is wrong, and 1 less that of what is right.
    Tensor off = chance.add(right).sub(chance.mul(right).mul(new Scalar(2.0)));
    Tensor entropy = torch.softplus(logits).sub(logits.mul(right));
    Tensor share = right.mul(new Scalar(2 * ALPHA - 1)).add(new Scalar(1 - ALPHA));
    return entropy.mul(off.mul(off)).mul(share).mul(wanted.tensor(wanted.counted, 1)).sum();
  }

  private Tensor smooth(Tensor offsets, Wanted wanted) {
    Tensor found = offsets.mul(wanted.tensor(wanted.hasBox, 1));
    return torch.smooth_l1_loss(found, wanted.tensor(wanted.offsets, BOX), SUM, SQUARE_BELOW);
  }

  /** What the anchors of a batch are to say. */
  private final class Wanted {
    private final int images;
    private final int channels;
    private final float[] classes;
    private final float[] offsets;
    private final float[] counted;
    private final float[] hasBox;
    private int found;

    Wanted(int images, int channels) {
      int anchors = match.count();
      this.images = images;
      this.channels = channels;
      this.classes = new float[images * channels * anchors];
      this.offsets = new float[images * BOX * anchors];
      this.counted = new float[images * anchors];
      this.hasBox = new float[images * anchors];
    }

    void add(int image, List<Truth.Marked> shares) {
      List<Truth.Marked> boxes =
          shares.stream()
              .map(
                  each ->
                      new Truth.Marked(
                          each.box().placed(0, 0, task.width(), task.height()), each.crowd()))
              .toList();
      int[] numbers = match.of(boxes);
      for (int anchor = 0; anchor < numbers.length; anchor++) {
        int at = image * numbers.length + anchor;
        counted[at] = numbers[anchor] == AnchorMatch.IGNORED ? 0 : 1;
        if (numbers[anchor] >= 0) {
          take(image, anchor, boxes.get(numbers[anchor]).box());
        }
      }
    }

    private void take(int image, int anchor, Box box) {
      int anchors = match.count();
      found++;
      hasBox[image * anchors + anchor] = 1;
      classes[(image * channels + box.label()) * anchors + anchor] = 1;
      double[] exact = match.offsets(box, anchor);
      for (int i = 0; i < BOX; i++) {
        offsets[(image * BOX + i) * anchors + anchor] = (float) exact[i];
      }
    }

    Tensor tensor(float[] values, int rows) {
      return HostTensors.floats(values, device, images, rows, match.count());
    }
  }
}
