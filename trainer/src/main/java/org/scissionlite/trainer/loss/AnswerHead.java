package org.scissionlite.trainer.loss;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.Anomaly;
import org.scissionlite.task.Classification;
import org.scissionlite.task.Detection;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;

/**
 * A tensor of an answer by which two models are compared in a training: the logits of classes, as
 * far before a softmax or an ArgMax as they stand, or plain values.
 *
 * @param tensor its name
 * @param kind what it holds
 */
public record AnswerHead(String tensor, Kind kind) {
  private static final Set<String> PASSED =
      Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout", "Cast");
  private static final double TINY = 1e-12;

  /** What a tensor of an answer holds. */
  public enum Kind {
    /** Logits of the classes of a picture: all but the batch. */
    CLASSES,
    /** Logits of the classes of each place, [N,C,H,W]. */
    CHANNELS_FIRST,
    /** Logits of the classes of each place, [N,H,W,C]. */
    CHANNELS_LAST,
    /** Numbers of any meaning. */
    VALUES
  }

  /**
   * What a model's answers are compared by. A part of a model that answers nothing of the task, as
   * all of that is computed before it, is compared by its values.
   *
   * @param task how they read; empty for the classifier of one output
   * @throws UsageException if there is nothing that has a gradient
   */
  public static List<AnswerHead> of(ModelGraph graph, Optional<Task> task) {
    if (task.isEmpty()) {
      return List.of(new AnswerHead(Logits.of(graph), Kind.CLASSES));
    }
    if (outputs(graph, task.get()).noneMatch(name -> isOutput(graph, name))) {
      return values(graph, graph.outputs().stream().map(TensorSpec::name), task.get());
    }
    if (task.get() instanceof Classification classes) {
      return List.of(logits(graph, classes.output(), Kind.CLASSES));
    }
    if (task.get() instanceof Segmentation areas) {
      return List.of(areas(graph, areas));
    }
    return values(graph, outputs(graph, task.get()), task.get());
  }

  private static List<AnswerHead> values(ModelGraph graph, Stream<String> names, Task task) {
    List<AnswerHead> values =
        names
            .filter(name -> isFraction(graph, name))
            .map(name -> new AnswerHead(name, Kind.VALUES))
            .toList();
    if (values.isEmpty()) {
      throw new UsageException(
          "model '%s': no output of the task %s holds fractions; there is nothing to train by"
              .formatted(graph.name(), task.kind()));
    }
    return values;
  }

  private static boolean isOutput(ModelGraph graph, String name) {
    return graph.outputs().stream().anyMatch(output -> output.name().equals(name));
  }

  private static Stream<String> outputs(ModelGraph graph, Task task) {
    if (task instanceof Classification classes) {
      return Stream.of(classes.output());
    }
    if (task instanceof Segmentation areas) {
      return Stream.of(areas.output());
    }
    if (task instanceof Detection boxes) {
      return Stream.of(boxes.outputs().boxes(), boxes.outputs().scores())
          .filter(name -> !name.isEmpty());
    }
    return task instanceof Anomaly anomaly
        ? Stream.concat(anomaly.map().stream(), anomaly.score().stream())
        : graph.outputs().stream().map(TensorSpec::name);
  }

  private static boolean isFraction(ModelGraph graph, String name) {
    return graph.outputs().stream()
        .anyMatch(each -> each.name().equals(name) && each.elementType() == ElementType.FLOAT32);
  }

  private static AnswerHead areas(ModelGraph graph, Segmentation areas) {
    return switch (areas.form()) {
      case NCHW -> logits(graph, areas.output(), Kind.CHANNELS_FIRST);
      case NHWC -> logits(graph, areas.output(), Kind.CHANNELS_LAST);
      case BINARY -> new AnswerHead(areas.output(), Kind.VALUES);
      case MAP -> {
        Node choice = choice(graph, areas.output());
        Kind kind = choice.intAttribute("axis", 0) == 1 ? Kind.CHANNELS_FIRST : Kind.CHANNELS_LAST;
        yield logits(graph, choice.inputs().get(0), kind);
      }
    };
  }

  /** What stands before a softmax, or before the ArgMax that chooses a class. */
  private static AnswerHead logits(ModelGraph graph, String output, Kind kind) {
    boolean chosen =
        graph.outputs().stream()
            .anyMatch(
                each -> each.name().equals(output) && each.elementType() != ElementType.FLOAT32);
    String scores = chosen ? choice(graph, output).inputs().get(0) : output;
    return new AnswerHead(
        producer(graph.producers(), scores)
            .filter(node -> node.operator().equals("Softmax"))
            .map(node -> node.inputs().get(0))
            .orElse(scores),
        kind);
  }

  private static Node choice(ModelGraph graph, String output) {
    return producer(graph.producers(), output)
        .filter(node -> node.operator().equals("ArgMax"))
        .orElseThrow(
            () ->
                new UsageException(
                    "model '%s': output '%s' holds whole numbers and is no ArgMax of scores; there is nothing to train by"
                        .formatted(graph.name(), output)));
  }

  private static Optional<Node> producer(Map<String, Node> producers, String tensor) {
    Node node = producers.get(tensor);
    while (node != null && PASSED.contains(node.operator())) {
      node = producers.get(node.inputs().get(0));
    }
    return Optional.ofNullable(node);
  }

  /** Whether classes compete in it. */
  public boolean holdsClasses() {
    return kind != Kind.VALUES;
  }

  /** One row for each picture, or for each place of it; the classes are the columns. */
  public Tensor rows(Tensor answer) {
    return switch (kind) {
      case CLASSES, VALUES -> Logits.rows(answer);
      case CHANNELS_FIRST -> answer.permute(0, 2, 3, 1).reshape(-1, answer.size(1));
      case CHANNELS_LAST -> answer.reshape(-1, answer.size(-1));
    };
  }

  /** The squared difference to what is wanted, as a share of that; of no dimension. */
  static Tensor share(Tensor found, Tensor wanted) {
    Tensor difference = found.sub(wanted);
    return difference.mul(difference).mean().div(wanted.mul(wanted).mean().add(new Scalar(TINY)));
  }

  /**
   * How alike two answers are, 0 to 1: the share of rows with the same best class, or 1 less the
   * relative error.
   */
  public double agreement(Tensor found, Tensor wanted) {
    if (kind == Kind.VALUES) {
      return Math.max(0, 1 - Math.sqrt(share(found, wanted).item_double()));
    }
    Tensor same = torch.eq(best(rows(found)), best(rows(wanted)));
    return (double) same.sum().item_long() / same.numel();
  }

  /** The best class of each row. */
  public static Tensor best(Tensor rows) {
    return torch.argmax(rows, new LongOptional(1), false);
  }
}
