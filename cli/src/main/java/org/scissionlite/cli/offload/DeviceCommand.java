package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.offload.DeviceReport.AnswerReport;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.input.TopClasses;
import org.scissionlite.input.TopClasses.Ranked;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.LocalRuntime;
import org.scissionlite.offload.link.SlowedEngine;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.Timing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stage 8 on the command line: the device's side. */
@Command(
    name = "device",
    description = "Runs a bundle's device slice and has the edge run the rest.",
    footer = {
      "",
      "Example:",
      "  scissionlite device resnet56-bundle --edge 192.0.2.7:8001 part1.jpg part2.jpg",
      "  scissionlite device resnet56-bundle part1.jpg",
      "  scissionlite device parts --from 192.0.2.7:8001 part1.jpg",
      "",
      "When no edge gives an answer within the deadline, or all serve other bundles, the device",
      "answers by itself, with the edge slice or the whole model; edges are asked again when they",
      "are found to be well."
    })
public final class DeviceCommand extends BaseCommand {
  @Parameters(
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder; with --from, its name on the edge.")
  private Path folder;

  @Parameters(index = "1..*", paramLabel = "IMAGE", description = "The images to classify.")
  private List<Path> images = new ArrayList<>();

  @Option(
      names = "--edge",
      paramLabel = "HOST:PORT",
      converter = HostPort.class,
      description =
          "The edge server; several in order of preference, each with its own --edge: the next is asked while the one before it is not well. Default: none, the device runs the whole model alone.")
  private List<InetSocketAddress> edges = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Which scenario of the bundle, such as layer1.8.pool2+q8. Default: its first.")
  private String scenario;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      defaultValue = "5000",
      description =
          "Milliseconds from the arrival of an image to its answer; when the edge's would come too late, the device computes it by itself, so that it is there in time. Default: ${DEFAULT-VALUE}.")
  private long deadlineMillis;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads that run the model. Default: all processors.")
  private Integer threads;

  @Option(
      names = "--random",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Send N pictures of noise besides, for latency only. Default: ${DEFAULT-VALUE}.")
  private int random;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Send the first input N times before the ones that count. Default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many classes to print. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--emulate-slowdown",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Multiply the device's computing time by X, to emulate a slow one. Default: ${DEFAULT-VALUE}.")
  private double slowdown;

  @Option(
      names = "--keep-alive",
      paramLabel = "S",
      defaultValue = "20",
      description =
          "Seconds of silence after which the device asks whether the connection to the edge still stands; at least 10. Default: ${DEFAULT-VALUE}.")
  private long keepAliveSeconds;

  @Option(
      names = "--congestion-control",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "How TCP sends to the edge: auto, system, or a name that this system allows, such as bbr. Auto takes BBR, where it is allowed, for requests that are large and seldom. Default: ${DEFAULT-VALUE}.")
  private String congestionControl;

  @Mixin private FetchOptions fetch;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Override
  protected void run() {
    List<DeviceInput> inputs = DeviceInput.of(images, random);
    fetch.check();
    Engine engine = slowdown == 1 ? new OrtEngine() : new SlowedEngine(new OrtEngine(), slowdown);
    DeviceReport report = fetch.isUsed() ? fed(engine, inputs) : ofFolder(engine, inputs);
    print(json ? Json.text(report) : summary(report));
  }

  private DeviceReport ofFolder(Engine engine, List<DeviceInput> inputs) {
    Bundle bundle = BundleReader.open(folder);
    return edges.isEmpty() ? alone(bundle, engine, inputs) : withEdge(bundle, engine, inputs);
  }

  private DeviceReport fed(Engine engine, List<DeviceInput> inputs) {
    DeviceOptions options = options(edges.isEmpty() ? List.of(fetch.from()) : edges);
    try (FedDevice device =
        FedDevice.open(
            fetch,
            folder.toString(),
            scenario,
            bundle -> DeviceRuntime.open(bundle, engine, options),
            this::tell)) {
      List<AnswerReport> answers = answer(device.bundle(), inputs, device.inputs(), device::infer);
      return DeviceReport.of(device.bundle().manifest().id(), device.scenario(), slowdown, answers);
    }
  }

  @Override
  protected String whenStopped() {
    return "no further input is sent";
  }

  private DeviceReport withEdge(Bundle bundle, Engine engine, List<DeviceInput> inputs) {
    try (DeviceRuntime runtime = DeviceRuntime.open(bundle, engine, options(edges))) {
      List<AnswerReport> answers = answer(bundle, inputs, runtime.inputs(), runtime::infer);
      return DeviceReport.of(bundle.manifest().id(), runtime.scenario().name(), slowdown, answers);
    }
  }

  private DeviceOptions options(List<InetSocketAddress> asked) {
    return DeviceOptions.sendingTo(asked)
        .withScenario(scenario)
        .withThreads(threads())
        .withDeadline(Duration.ofMillis(deadlineMillis))
        .withKeepAlive(Duration.ofSeconds(keepAliveSeconds))
        .withCongestionControl(new CongestionControl(congestionControl))
        .withChanges(change -> tell("note: " + change));
  }

  private DeviceReport alone(Bundle bundle, Engine engine, List<DeviceInput> inputs) {
    if (!scenario.isEmpty()) {
      throw new UsageException("a scenario needs its edge; give --edge HOST:PORT");
    }
    try (LocalRuntime runtime = LocalRuntime.open(bundle, engine, threads())) {
      List<AnswerReport> answers = answer(bundle, inputs, runtime.inputs(), runtime::infer);
      return DeviceReport.of(bundle.manifest().id(), "device-alone", slowdown, answers);
    }
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private List<AnswerReport> answer(
      Bundle bundle,
      List<DeviceInput> inputs,
      List<TensorSpec> specs,
      Function<Map<String, Tensor>, Answer> runtime) {
    List<DeviceInput> all = new ArrayList<>(Collections.nCopies(warmup, inputs.get(0)));
    all.addAll(inputs);
    List<AnswerReport> answers = new ArrayList<>();
    for (DeviceInput input : all) {
      Map<String, Tensor> tensors = input.tensors(bundle.manifest().preprocessing(), specs);
      Answer answer = runtime.apply(tensors);
      answers.add(AnswerReport.of(input.name(), classes(bundle, answer), answer));
      if (!json && answers.size() > warmup) {
        print(line(answers.get(answers.size() - 1)));
      }
    }
    return answers.subList(warmup, answers.size());
  }

  private List<Ranked> classes(Bundle bundle, Answer answer) {
    Tensor scores = answer.outputs().values().iterator().next();
    return scores.elementType() == ElementType.FLOAT32
        ? TopClasses.of(scores, bundle.manifest().labels(), top)
        : List.of();
  }

  private static String line(AnswerReport answer) {
    StringBuilder text = new StringBuilder(answer.input()).append('\n');
    answer
        .classes()
        .forEach(each -> text.append("  %-32s %.4f%n".formatted(each.label(), each.score())));
    return text.append(
            "  %.1f ms = device %.1f + encode %.1f + transfer %.1f + edge %.1f; %,d bytes sent; answered by the %s%n"
                .formatted(
                    millis(answer.totalNanos()),
                    millis(answer.deviceNanos()),
                    millis(answer.encodeNanos()),
                    millis(answer.transferNanos()),
                    millis(answer.edgeNanos()),
                    answer.payloadBytes(),
                    answer.servedBy()))
        .toString();
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static String summary(DeviceReport report) {
    Timing total = report.total();
    String emulated =
        report.slowdown() == 1
            ? ""
            : ", on a device emulated as %.1f times slower".formatted(report.slowdown());
    return "%d answers of %s: median %.1f ms, p95 %.1f ms%s%n"
        .formatted(
            total.samples(),
            report.scenario(),
            total.medianMillis(),
            millis(total.p95Nanos()),
            emulated);
  }
}
