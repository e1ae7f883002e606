package org.scissionlite.trainer.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.loss.Batch;
import org.scissionlite.trainer.loss.ReconstructionLoss;
import org.scissionlite.training.examples.Examples;

/**
 * Makes batches of examples.
 *
 * @param examples where they come from
 * @param input the model's input, batch 1
 * @param classes how many the model knows
 * @param device where the batches go
 */
public record BatchSource(Examples examples, TensorSpec input, int classes, ComputeDevice device) {
  /**
   * The batch of these examples, with their own targets, without a teacher's answers.
   *
   * @throws UsageException if an example is of another shape or a label is beyond the classes
   */
  public Batch batch(List<Integer> indices) {
    List<org.scissionlite.model.Tensor> images = indices.stream().map(this::image).toList();
    return new Batch(HostTensors.batch(images, device), labels(indices), targets(indices));
  }

  private Map<String, Tensor> targets(List<Integer> indices) {
    List<org.scissionlite.model.Tensor> targets =
        indices.stream().map(examples::target).flatMap(Optional::stream).toList();
    return targets.isEmpty()
        ? Map.of()
        : Map.of(ReconstructionLoss.TARGET, HostTensors.batch(targets, device));
  }

  private org.scissionlite.model.Tensor image(int index) {
    org.scissionlite.model.Tensor image = examples.input(index);
    TensorType type = image.type();
    if (!type.equals(input.type())) {
      throw new UsageException(
          "training image %d: expected %s, got %s".formatted(index, input, type));
    }
    return image;
  }

  private Optional<Tensor> labels(List<Integer> indices) {
    if (indices.stream().anyMatch(index -> examples.label(index).isEmpty())) {
      return Optional.empty();
    }
    long[] labels = indices.stream().mapToLong(this::label).toArray();
    return Optional.of(HostTensors.indices(labels, device));
  }

  private int label(int index) {
    OptionalInt label = examples.label(index);
    if (label.orElse(-1) < 0 || label.getAsInt() >= classes) {
      throw new UsageException(
          "training image %d: its class is number %d, the model has the classes 0 to %d"
              .formatted(index, label.orElse(-1), classes - 1));
    }
    return label.getAsInt();
  }
}
