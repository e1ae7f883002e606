package org.scissionlite.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.Task;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.LibTorch;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.trainer.loss.AnswerHead;
import org.scissionlite.transfer.Sensitivity;

/**
 * The sensitivity of a classifier's answer, by libtorch: for each example two classes are drawn
 * from the answer, and the gradients of their log-probabilities are taken.
 *
 * @param threads of libtorch
 * @param seed of the classes that are drawn
 * @param task how the answers read; empty for the classifier of one output
 */
public record AnswerGradients(int threads, long seed, Optional<Task> task) implements Sensitivity {
  private static final double TINY = 1e-12;
  private static final int DRAWS = 2;
  private static final int BATCH = 4;

  /** The sensitivity of a classifier of one output. */
  public AnswerGradients(int threads, long seed) {
    this(threads, seed, Optional.empty());
  }

  @Override
  public List<Map<String, org.scissionlite.model.Tensor>> gradients(
      ModelGraph rest, List<Map<String, org.scissionlite.model.Tensor>> crossing) {
    LibTorch.useThreads(threads);
    Random random = new Random(seed);
    List<Map<String, org.scissionlite.model.Tensor>> gradients = new ArrayList<>();
    try (TorchModel model = TorchModel.of(rest, ComputeDevice.CPU)) {
      for (int first = 0; first < crossing.size(); first += BATCH) {
        var examples = crossing.subList(first, Math.min(first + BATCH, crossing.size()));
        for (int draw = 0; draw < DRAWS; draw++) {
          gradients.addAll(NativeMemory.scoped(() -> gradients(model, examples, random)));
        }
      }
    }
    return gradients;
  }

  private List<Map<String, org.scissionlite.model.Tensor>> gradients(
      TorchModel model, List<Map<String, org.scissionlite.model.Tensor>> examples, Random random) {
    Map<String, Tensor> inputs = new HashMap<>();
    for (TensorSpec spec : model.graph().inputs()) {
      Tensor batch =
          HostTensors.batch(
              examples.stream().map(each -> each.get(spec.name())).toList(), ComputeDevice.CPU);
      inputs.put(spec.name(), batch.set_requires_grad(true));
    }
    List<AnswerHead> heads = AnswerHead.of(model.graph(), task);
    List<String> reads = heads.stream().map(AnswerHead::tensor).toList();
    Map<String, Tensor> answers = model.forward(inputs, reads, Set.of());
    Tensor all = drawn(heads.get(0), answers, random);
    for (AnswerHead head : heads.subList(1, heads.size())) {
      all = all.add(drawn(head, answers, random));
    }
    all.backward();
    List<Map<String, org.scissionlite.model.Tensor>> gradients = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      gradients.add(example(model.graph(), inputs, i));
    }
    return gradients;
  }

  /**
   * The log-probability of classes that are drawn from the answer. Of plain values, their product
   * with normal noise, as a share of their size: its gradients, squared and averaged, are the
   * Fisher information where the values err normally.
   */
  private static Tensor drawn(AnswerHead head, Map<String, Tensor> answers, Random random) {
    Tensor answer = answers.get(head.tensor());
    if (!head.holdsClasses()) {
      return product(answer, random);
    }
    Tensor logProbabilities = torch.log_softmax(head.rows(answer), 1);
    Tensor drawn = HostTensors.indices(drawn(logProbabilities, random), ComputeDevice.CPU);
    return logProbabilities.gather(1, drawn.reshape(-1, 1)).sum();
  }

  private static Tensor product(Tensor answer, Random random) {
    float[] noise = new float[Math.toIntExact(answer.numel())];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    double size = Math.sqrt(answer.mul(answer).mean().item_double() + TINY);
    return answer
        .reshape(-1)
        .mul(HostTensors.floats(noise, ComputeDevice.CPU, noise.length))
        .sum()
        .div(new Scalar(size));
  }

  private static Map<String, org.scissionlite.model.Tensor> example(
      ModelGraph graph, Map<String, Tensor> inputs, int number) {
    Map<String, org.scissionlite.model.Tensor> gradients = new HashMap<>();
    for (TensorSpec spec : graph.inputs()) {
      Tensor one = inputs.get(spec.name()).grad().narrow(0, number, 1);
      gradients.put(spec.name(), HostTensors.toHost(one, ElementType.FLOAT32));
    }
    return gradients;
  }

  private static long[] drawn(Tensor logProbabilities, Random random) {
    float[] values = HostTensors.floats(logProbabilities);
    int images = Math.toIntExact(logProbabilities.size(0));
    int classes = values.length / images;
    long[] drawn = new long[images];
    for (int image = 0; image < images; image++) {
      double rest = random.nextDouble();
      int number = 0;
      while (number < classes - 1
          && (rest -= StrictMath.exp(values[image * classes + number])) > 0) {
        number++;
      }
      drawn[image] = number;
    }
    return drawn;
  }
}
