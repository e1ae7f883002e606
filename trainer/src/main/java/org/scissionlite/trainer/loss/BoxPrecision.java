package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.model.ElementType;
import org.scissionlite.task.Detection;
import org.scissionlite.task.measure.AveragePrecision;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.training.examples.BoxExamples;

/** The mean average precision of a detector on batches of images, mAP 0.5:0.95. */
public final class BoxPrecision {
  private final Detection task;
  private final AveragePrecision precision = new AveragePrecision();

  public BoxPrecision(Detection task) {
    this.task = task;
  }

  /**
   * Adds images.
   *
   * @param answers the detector's outputs
   * @param batch with their boxes
   */
  public void add(Map<String, Tensor> answers, Batch batch) {
    float[] table = HostTensors.floats(ReconstructionLoss.target(batch));
    String output = task.outputs().boxes();
    int images = Math.toIntExact(batch.size());
    int rows = table.length / BoxExamples.FIELDS / images;
    for (int image = 0; image < images; image++) {
      Tensor one = answers.get(output).narrow(0, image, 1);
      List<AveragePrecision.Truth> truth =
          BoxExamples.boxes(table, image, rows).stream()
              .map(each -> new AveragePrecision.Truth(each.box(), each.crowd()))
              .toList();
      precision.add(
          task.read(Map.of(output, HostTensors.toHost(one, ElementType.FLOAT32))).boxes(), truth);
    }
  }

  /** 0 to 1; 0 where there was nothing to find. */
  public double share() {
    double points = precision.tally(AveragePrecision.COCO).points();
    return Double.isNaN(points) ? 0 : points / 100;
  }
}
