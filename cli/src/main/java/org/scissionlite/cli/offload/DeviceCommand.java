package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.cli.Program;
import org.scissionlite.cli.answer.AnswerReader;
import org.scissionlite.cli.offload.access.AccessOptions;
import org.scissionlite.cli.offload.access.TrustOption;
import org.scissionlite.cli.offload.policy.AdaptiveVersions;
import org.scissionlite.cli.offload.policy.PolicyOption;
import org.scissionlite.cli.offload.policy.Running;
import org.scissionlite.cli.offload.result.Told;
import org.scissionlite.cli.service.ServiceManager;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.adaptive.AdaptiveRuntime;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.LocalRuntime;
import org.scissionlite.offload.link.SlowedEngine;
import org.scissionlite.offload.memory.MeteredEngine;
import org.scissionlite.offload.metrics.DeviceMetrics;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.ImageStream.Runners;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.SerialRunner;
import org.scissionlite.offload.stream.StreamOptions;
import org.scissionlite.offload.stream.mqtt.MqttPublisher;
import org.scissionlite.onnx.runtime.OrtEngine;
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
      "  scissionlite device resnet56-bundle --edge 192.0.2.7:8001 --watch pictures --format json-lines",
      "  scissionlite device parts --from 192.0.2.7:8001 part1.jpg",
      "",
      "One result for each picture: an answer, an error, or that it was dropped. With Ctrl-C what is",
      "in work is still answered. Exit code 1 if any picture failed.",
      "",
      "When no edge gives an answer within the deadline, or all serve other bundles, the device",
      "answers by itself, with the edge slice or the whole model; edges are asked again when they",
      "are found to be well."
    })
public final class DeviceCommand extends BaseCommand {
  @Parameters(
      index = "0",
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder; with --from, its name on the edge.")
  private Path folder;

  @Parameters(
      index = "1..*",
      paramLabel = "IMAGE",
      description = "The images to answer, and folders of them.")
  private List<Path> images = new ArrayList<>();

  @Mixin private SourceOptions source;

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
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Answer N pictures of noise before the ones that count. Default: ${DEFAULT-VALUE}.")
  private int warmup;

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

  @Mixin private PolicyOption policy;

  @Mixin private FetchOptions fetch;

  @Mixin private AccessOptions accessOptions;

  @Mixin private TrustOption trust;

  @Mixin private RehearsalOption rehearsal;

  @Mixin private QueueOptions queue;

  @Mixin private ResultOptions results;

  @Mixin private MqttOptions mqtt;

  @Mixin private DeviceWatchOptions watch;

  private TrustedKeys trusted = TrustedKeys.anybody();
  private EdgeAccess access = EdgeAccess.plain();

  private MeteredEngine metered;

  private Optional<Supplier<DeviceMetrics.LinkNow>> link = Optional.empty();

  private long failed;

  @Override
  public Integer call() {
    int code = super.call();
    return failed > 0 ? Program.FAILURE : code;
  }

  @Override
  protected void run() {
    source.check(images);
    results.check(source.isEndless(), mqtt.isWanted());
    fetch.check();
    policy.check(!edges.isEmpty() || fetch.isUsed(), scenario);
    queue.check(edges.isEmpty() && !fetch.isUsed());
    mqtt.check();
    enter();
    Pictures pictures = source.open(images, this::tell);
    Engine real = new OrtEngine();
    metered = new MeteredEngine(slowdown == 1 ? real : new SlowedEngine(real, slowdown));
    Engine engine = metered;
    if (fetch.isUsed()) {
      fed(engine, pictures);
    } else if (edges.isEmpty()) {
      alone(BundleReader.open(folder, trusted), engine, pictures);
    } else {
      withEdge(BundleReader.open(folder, trusted), engine, pictures);
    }
  }

  private void enter() {
    trusted = trust.keys();
    if (edges.isEmpty() && !fetch.isUsed()) {
      accessOptions.refuse();
    } else {
      access = accessOptions.access(this::tell);
    }
  }

  /** A bundle that an edge hands out; that edge is asked where no other is named. */
  private void fed(Engine engine, Pictures pictures) {
    DeviceOptions all = options(edges.isEmpty() ? List.of(fetch.from()) : edges, pictures);
    DeviceOptions options = fetch.answersLocally() ? all : all.withoutLocalAnswers();
    boolean adaptive = policy.isAdaptive();
    AdaptiveVersions versions = new AdaptiveVersions(engine, options, policy.mostOpen());
    FedDevice.Opening opening =
        new FedDevice.Opening(
            bundle ->
                adaptive
                    ? versions.open(bundle)
                    : Running.of(DeviceRuntime.open(bundle, engine, options)),
            bundle -> LocalLane.open(queue.whenBehind(), bundle, engine, threads()));
    BundlePart part =
        adaptive
            ? BundlePart.ofAll(fetch.answersLocally())
            : new BundlePart(scenario, fetch.answersLocally());
    FetchOptions.Wanted wanted = new FetchOptions.Wanted(folder.toString(), part, access, trusted);
    try (FedDevice device = FedDevice.open(fetch, wanted, opening, this::tell)) {
      answer(device.bundle(), device.scenario(), device.inputs(), device.runners(), pictures);
    }
  }

  @Override
  protected String whenStopped() {
    return "images in work are answered first";
  }

  private void withEdge(Bundle bundle, Engine engine, Pictures pictures) {
    DeviceOptions options = options(edges, pictures);
    boolean adaptive = policy.isAdaptive(bundle.manifest(), source.isEndless(), scenario);
    try (Running running =
            adaptive
                ? new AdaptiveVersions(engine, options, policy.mostOpen()).open(bundle)
                : Running.of(DeviceRuntime.open(bundle, engine, options));
        LocalLane local = LocalLane.open(queue.whenBehind(), bundle, engine, threads())) {
      Runners runners = new Runners(running.runner(), local.runner());
      link = linkOf(running);
      answer(bundle, running.name(), running.inputs(), runners, pictures);
    }
  }

  /** A device that adapts estimates its link. */
  private static Optional<Supplier<DeviceMetrics.LinkNow>> linkOf(Running running) {
    return running.runtime() instanceof AdaptiveRuntime adaptive
        ? Optional.of(() -> linkOf(adaptive))
        : Optional.empty();
  }

  private static DeviceMetrics.LinkNow linkOf(AdaptiveRuntime runtime) {
    var link = runtime.linkState();
    boolean known = !link.away() && Double.isFinite(link.megabits());
    return new DeviceMetrics.LinkNow(
        known ? link.megabits() * 1e6 : Double.NaN,
        known ? link.roundTripMillis() / 1e3 : Double.NaN);
  }

  private DeviceOptions options(List<InetSocketAddress> asked, Pictures pictures) {
    return DeviceOptions.sendingTo(asked)
        .withScenario(scenario)
        .withStep(policy.step())
        .withThreads(threads())
        .withDeadline(Duration.ofMillis(deadlineMillis))
        .withInFlight(queue.options(pictures.inFlight()).inFlight())
        .withKeepAlive(Duration.ofSeconds(keepAliveSeconds))
        .withCongestionControl(new CongestionControl(congestionControl))
        .withAccess(access)
        .withChanges(change -> tell("note: " + change));
  }

  private void alone(Bundle bundle, Engine engine, Pictures pictures) {
    if (!scenario.isEmpty()) {
      throw new UsageException("a scenario needs its edge; give --edge HOST:PORT");
    }
    try (LocalRuntime runtime = LocalRuntime.open(bundle, engine, threads());
        SerialRunner runner = new SerialRunner(runtime::infer)) {
      answer(bundle, "device-alone", runtime.inputs(), Runners.of(runner), pictures);
    }
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private void answer(
      Bundle bundle, String name, List<TensorSpec> specs, Runners runners, Pictures pictures) {
    ModelInputs inputs = new ModelInputs(bundle.manifest().preprocessing(), specs);
    Told told =
        new Told(
            bundle.manifest().id(),
            name,
            slowdown,
            new AnswerReader(
                task(bundle.manifest()),
                bundle.manifest().labels(),
                bundle.manifest().preprocessing(),
                specs),
            results.top(),
            metered::memory,
            this::printToSomebody,
            this::say);
    StreamOptions options = queue.options(pictures.inFlight());
    rehearsal.run(source.isEndless(), this::tell);
    ServiceManager.ofThisProcess().ready();
    warmUp(inputs, runners);
    Optional<MqttPublisher> publisher = mqtt.open(this::say);
    Optional<Consumer<String>> lines = publisher.map(each -> each::send);
    DeviceStream stream =
        new DeviceStream(pictures, results.results(told, lines), this::tell, publisher);
    boolean plansEdge = !edges.isEmpty() || fetch.isUsed();
    try (DeviceWatchOptions.Watch watching = watch.watch(runners, plansEdge, link, this::say)) {
      failed = stream.run(inputs, watching.runners(), options).failed();
    }
  }

  private String task(Manifest manifest) {
    String kept = manifest.task() == null ? "" : manifest.task();
    return results.task().isEmpty() ? kept : results.task();
  }

  private void warmUp(ModelInputs inputs, Runners runners) {
    for (int i = 0; i < warmup; i++) {
      Map<String, Tensor> noise = Frame.ofNoise(i).reading().tensors(inputs);
      try {
        Answer unused = runners.main().submit(noise, System.nanoTime()).join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof ScissionLiteException cause ? cause : e;
      }
    }
  }

  /** Whom nobody reads any more, such as after "| head", need not go on. */
  private void printToSomebody(String text) {
    print(text);
    if (spec().commandLine().getOut().checkError() || System.out.checkError()) {
      throw new ScissionLiteException("standard output was closed; nobody reads the results");
    }
  }
}
