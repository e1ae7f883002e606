package org.scissionlite.trainer.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Task;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.loss.AnswerHead;
import org.scissionlite.trainer.loss.Batch;
import org.scissionlite.training.Objective;

/** The uncut model of an objective, which answers but does not learn; none where nothing asks. */
public final class Teacher implements AutoCloseable {
  private final Optional<TorchModel> model;
  private final List<String> reads;

  private Teacher(Optional<TorchModel> model, List<String> reads) {
    this.model = model;
    this.reads = List.copyOf(reads);
  }

  /** The teacher of an objective, ready to answer with these tensors. */
  public static Teacher of(Objective objective, List<String> reads, ComputeDevice device) {
    return new Teacher(graph(objective).map(graph -> TorchModel.of(graph, device)), reads);
  }

  private static Optional<ModelGraph> graph(Objective objective) {
    if (objective instanceof Objective.Distillation distillation) {
      return Optional.of(distillation.teacher());
    }
    if (objective instanceof Objective.Both both) {
      return Optional.of(both.distillation().teacher());
    }
    return objective instanceof Objective.WithinBytes goal ? graph(goal.base()) : Optional.empty();
  }

  boolean isAbsent() {
    return model.isEmpty();
  }

  /** The batch with the teacher's answers. */
  public Batch taught(Batch batch) {
    if (isAbsent()) {
      return batch;
    }
    Map<String, Tensor> heard = new HashMap<>(answers(batch));
    heard.putAll(known(batch));
    return new Batch(batch.images(), batch.labels(), heard);
  }

  /** What the teacher makes of a batch, its own input left out. */
  Map<String, Tensor> answers(Batch batch) {
    TorchModel teacher = model.orElseThrow();
    String input = input(teacher);
    List<String> wanted = reads.stream().filter(name -> !name.equals(input)).toList();
    return NativeMemory.recordingNothing(
        () -> teacher.forward(Map.of(input, batch.images()), wanted, Set.of()));
  }

  /** The teacher's input as a feature, where it is asked for. */
  Map<String, Tensor> known(Batch batch) {
    String input = input(model.orElseThrow());
    return reads.contains(input) ? Map.of(input, batch.images()) : Map.of();
  }

  private static String input(TorchModel teacher) {
    return teacher.graph().inputs().get(0).name();
  }

  /** What of its answers is compared, where there is a teacher. */
  public Optional<List<AnswerHead>> heads(Optional<Task> task) {
    return model.map(TorchModel::graph).map(graph -> AnswerHead.of(graph, task));
  }

  @Override
  public void close() {
    model.ifPresent(TorchModel::close);
  }
}
