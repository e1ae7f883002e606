package org.scissionlite.trainer.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.scissionlite.model.ElementType;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.loss.Batch;

/**
 * Batches of examples that are not varied, with the teacher's answers, which are asked for once and
 * kept on the host where they are small.
 */
public final class DistillationBatches {
  private static final long MOST_BYTES = 500_000_000;
  private static final int ASKED_AT_ONCE = 16;

  private final BatchSource source;
  private final Teacher teacher;
  private final List<Map<String, org.scissionlite.model.Tensor>> answers = new ArrayList<>();
  private boolean tooLarge;

  public DistillationBatches(BatchSource source, Teacher teacher) {
    this.source = source;
    this.teacher = teacher;
  }

  public BatchSource source() {
    return source;
  }

  /** The batch of these examples with the teacher's answers. */
  public Batch batch(List<Integer> examples) {
    Batch plain = source.batch(examples);
    if (teacher.isAbsent()) {
      return plain;
    }
    ask();
    if (tooLarge) {
      return teacher.taught(plain);
    }
    Map<String, Tensor> remembered = new HashMap<>();
    for (String name : answers.get(0).keySet()) {
      List<org.scissionlite.model.Tensor> each =
          examples.stream().map(example -> answers.get(example).get(name)).toList();
      remembered.put(name, HostTensors.batch(each, source.device()));
    }
    remembered.putAll(teacher.known(plain));
    return new Batch(plain.images(), plain.labels(), remembered);
  }

  /**
   * Asks about all examples, always in the same order, so that a resumed training hears the same.
   */
  private void ask() {
    int count = source.examples().size();
    while (!tooLarge && answers.size() < count) {
      int first = answers.size();
      List<Integer> next =
          IntStream.range(first, Math.min(count, first + ASKED_AT_ONCE)).boxed().toList();
      answers.addAll(NativeMemory.withoutGradients(() -> answers(next)));
      long bytes =
          answers.get(0).values().stream().mapToLong(tensor -> tensor.type().bytes()).sum();
      tooLarge = bytes * count > MOST_BYTES;
    }
  }

  private List<Map<String, org.scissionlite.model.Tensor>> answers(List<Integer> examples) {
    Batch batch = source.batch(examples);
    List<Map<String, org.scissionlite.model.Tensor>> each = new ArrayList<>();
    examples.forEach(example -> each.add(new HashMap<>()));
    teacher
        .answers(batch)
        .forEach(
            (name, all) -> {
              for (int i = 0; i < each.size(); i++) {
                Tensor one = all.narrow(0, i, 1);
                each.get(i).put(name, HostTensors.toHost(one, ElementType.FLOAT32));
              }
            });
    return each;
  }
}
