package org.scissionlite.cli.plan;

import java.util.OptionalLong;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.ShapeOption;
import org.scissionlite.cli.terminal.InputInterval;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.TransferModel;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Depth;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a way to run a model should be like: what to minimise, by when, how deep, how often. */
public final class WishOptions {
  @Mixin private ShapeOption shapes;

  @Option(
      names = "--objective",
      paramLabel = "METRIC[=W],...",
      defaultValue = "latency",
      description =
          "What to minimise: latency, bytes, device-time, edge-time, cloud-time, throughput, "
              + "or a weighted sum of nanoseconds and bytes: with latency=1,bytes=100 a byte is worth 100 ns. "
              + "Default: ${DEFAULT-VALUE}.")
  private String objective;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      description = "Only scenarios that take at most MS milliseconds.")
  private Double deadlineMillis;

  @Option(
      names = "--least-depth",
      paramLabel = "LAYER",
      description =
          "For privacy: the layers up to this one, by number or name, stay on the device.")
  private String leastDepth;

  @Option(
      names = "--least-convolutions",
      paramLabel = "N",
      description = "For privacy: the first N convolutions stay on the device.")
  private Integer leastConvolutions;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description =
          "How often an input comes, such as 1s, 200ms or 5min: TCP's window closes in between. "
              + "Default: back to back.")
  private String interval;

  @Option(
      names = "--transfer-model",
      paramLabel = "NAME",
      description =
          "Short for an interval: steady is back to back, after-idle so long that TCP starts anew "
              + "for each message.")
  private String transferModel;

  /** How the model is to be read. */
  public ReadOptions reading() {
    return shapes.reading();
  }

  /** The question with what to minimise and how often an input comes; without limits. */
  public Question unlimited() {
    return Question.fastest().minimising(Objective.parse(objective)).over(transferModel());
  }

  /** A question with the layers that must stay on the device. */
  public Question deepEnough(Question question, String model, int lastLayer) {
    Question asked = question;
    if (leastDepth != null) {
      asked = asked.with(Constraint.leastDepth(depth(model, lastLayer)));
    }
    if (leastConvolutions != null) {
      int layer = Depth.ofConvolutions(ModelSource.graph(model, reading()), leastConvolutions);
      asked = asked.with(Constraint.leastDepth(layer));
    }
    return asked;
  }

  private TransferModel transferModel() {
    if (interval != null && transferModel != null) {
      throw new UsageException(
          "--interval and --transfer-model say the same; leave one of them out");
    }
    if (interval != null) {
      return TransferModel.every(InputInterval.parse("--interval", interval));
    }
    return transferModel == null ? TransferModel.STEADY : TransferModel.named(transferModel);
  }

  /** The deadline in nanoseconds, where one is given. */
  public OptionalLong deadlineNanos() {
    if (deadlineMillis == null) {
      return OptionalLong.empty();
    }
    if (!(deadlineMillis >= 0 && deadlineMillis < 1e9)) {
      throw new UsageException(
          "--deadline: expected milliseconds from 0, got " + deadlineMillis + "; 0 is the nearest");
    }
    return OptionalLong.of(Math.round(deadlineMillis * 1e6));
  }

  private int depth(String model, int lastLayer) {
    if (!leastDepth.matches("-?\\d{1,9}")) {
      return Depth.ofLayer(ModelSource.graph(model, reading()), leastDepth);
    }
    int layer = Integer.parseInt(leastDepth);
    if (layer < 0 || layer > lastLayer) {
      throw new UsageException(
          "--least-depth: expected a layer from 0 to %d, got %d; %d is the nearest"
              .formatted(lastLayer, layer, Math.max(0, Math.min(layer, lastLayer))));
    }
    return layer;
  }
}
