package org.scissionlite.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.Objective;

/** Measures a model on images that no gradient sees. */
final class Validation {
  private final BatchSource source;
  private final Teacher teacher;
  private final Loss loss;
  private final String logits;
  private final Optional<String> wire;

  /**
   * @param loss mean over the images
   * @param accuracy share of the images with the right class, or the teacher's
   * @param wireBytes bytes an image; 0 where the objective counts none
   */
  record Score(double loss, double accuracy, double wireBytes) {}

  Validation(BatchSource source, Teacher teacher, Loss loss, String logits, Objective objective) {
    this.source = source;
    this.teacher = teacher;
    this.loss = loss;
    this.logits = logits;
    this.wire =
        objective instanceof Objective.WithBytes bytes
            ? Optional.of(bytes.wire())
            : Optional.empty();
  }

  /** The score of a model as it is now. */
  Score of(TorchModel model, int batchSize) {
    int count = source.examples().size();
    double lossSum = 0;
    long right = 0;
    WireEntropy entropy = new WireEntropy();
    for (int first = 0; first < count; first += batchSize) {
      List<Integer> indices =
          IntStream.range(first, Math.min(count, first + batchSize)).boxed().toList();
      Part part = NativeMemory.withoutGradients(() -> part(model, indices, entropy));
      lossSum += part.lossSum();
      right += part.right();
    }
    return new Score(lossSum / count, (double) right / count, entropy.bytesPerImage());
  }

  private record Part(double lossSum, long right) {}

  private Part part(TorchModel model, List<Integer> indices, WireEntropy entropy) {
    Batch batch = teacher.taught(source.batch(indices));
    String input = model.graph().inputs().get(0).name();
    Map<String, Tensor> values = model.forward(Map.of(input, batch.images()), reads(), Set.of());
    wire.ifPresent(name -> entropy.add(values.get(name)));
    double mean = loss.of(values, batch).item_double();
    return new Part(mean * indices.size(), right(values, batch));
  }

  private List<String> reads() {
    List<String> reads = new ArrayList<>(loss.reads());
    reads.add(logits);
    wire.ifPresent(reads::add);
    return reads.stream().distinct().toList();
  }

  private long right(Map<String, Tensor> values, Batch batch) {
    Tensor found = best(values.get(logits));
    Optional<Tensor> wanted =
        batch.labels().or(() -> teacher.logits().map(batch.teacher()::get).map(Validation::best));
    return wanted.map(classes -> torch.eq(found, classes).sum().item_long()).orElse(0L);
  }

  private static Tensor best(Tensor logits) {
    return torch.argmax(Logits.rows(logits), new LongOptional(1), false);
  }
}
