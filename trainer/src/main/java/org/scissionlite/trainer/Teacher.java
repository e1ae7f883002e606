package org.scissionlite.trainer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.Objective;

/** The uncut model of an objective, which answers but does not learn; none where nothing asks. */
final class Teacher implements AutoCloseable {
  private final Optional<TorchModel> model;
  private final List<String> reads;

  private Teacher(Optional<TorchModel> model, List<String> reads) {
    this.model = model;
    this.reads = List.copyOf(reads);
  }

  /** The teacher of an objective, ready to answer with these tensors. */
  static Teacher of(Objective objective, List<String> reads, ComputeDevice device) {
    return new Teacher(graph(objective).map(graph -> TorchModel.of(graph, device)), reads);
  }

  private static Optional<ModelGraph> graph(Objective objective) {
    if (objective instanceof Objective.Distillation distillation) {
      return Optional.of(distillation.teacher());
    }
    if (objective instanceof Objective.Both both) {
      return Optional.of(both.distillation().teacher());
    }
    return objective instanceof Objective.WithBytes bytes ? graph(bytes.base()) : Optional.empty();
  }

  /** The batch with the teacher's answers. */
  Batch taught(Batch batch) {
    return model
        .map(teacher -> new Batch(batch.images(), batch.labels(), answers(teacher, batch)))
        .orElse(batch);
  }

  private Map<String, Tensor> answers(TorchModel teacher, Batch batch) {
    String input = teacher.graph().inputs().get(0).name();
    return NativeMemory.recordingNothing(
        () -> teacher.forward(Map.of(input, batch.images()), reads, Set.of()));
  }

  /** The name of the logits among the answers. */
  Optional<String> logits() {
    return model.map(TorchModel::graph).map(Logits::of);
  }

  @Override
  public void close() {
    model.ifPresent(TorchModel::close);
  }
}
