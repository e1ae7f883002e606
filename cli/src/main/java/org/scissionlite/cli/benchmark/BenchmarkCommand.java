package org.scissionlite.cli.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.cli.benchmark.memory.MemoryProcess;
import org.scissionlite.cli.source.CutTensorsOption;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.PreprocessingOption;
import org.scissionlite.cli.source.ShapeOption;
import org.scissionlite.cli.source.SkipUnreadableOption;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.InputInterval;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.read.ReadOptions;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.MemorySource;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.measure.Benchmark;
import org.scissionlite.profile.measure.BenchmarkOptions;
import org.scissionlite.profile.measure.MeasuredLayers;
import org.scissionlite.profile.measure.Pace;
import org.scissionlite.profile.measure.Runs;
import org.scissionlite.transfer.quantize.PictureTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;
import org.scissionlite.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stage 3 on the command line. */
@Command(
    name = "benchmark",
    description = "Measures a model block by block on this machine and writes its profile.",
    footer = {
      "",
      "Example:",
      "  scissionlite benchmark resnet56.onnx --tier device --name pi4 -o profiles/",
      "  scissionlite benchmark resnet56.onnx --tier edge --name server --threads 8 -o profiles/",
      "  scissionlite benchmark resnet56.onnx --name pi4 --interval 1s -o profiles/",
      "  scissionlite benchmark resnet56.onnx --name pi4 --edge 192.0.2.7:8001 -o profiles/",
      "",
      "Run it on the device and on the edge, bring the profiles into one folder, then 'plan';",
      "or on the device alone with --edge, which has a running 'edge --measure' do the rest.",
      "A benchmark that was stopped continues when it is started again in the same way.",
      "Profiles of zoo:NAME are for latency: the weights are random."
    })
public final class BenchmarkCommand extends BaseCommand {
  private static final String ALL = "zoo:all";
  private static final int MOST_IMAGES = 40;
  private static final String NO_LAYERS = "none";

  @Mixin private PreprocessingOption preprocessing;
  @Mixin private CutTensorsOption cutTensors;
  @Mixin private ShapeOption shapes;
  @Mixin private SkipUnreadableOption unreadable;
  @Mixin private BothSides bothSides;

  @Parameters(
      paramLabel = "MODEL",
      description = ModelSource.DESCRIPTION + " " + "zoo:all for all architectures.")
  private String source;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      defaultValue = "device",
      description = "Where this machine stands: ${COMPLETION-CANDIDATES}. Default: device.")
  private Tier tier;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "This machine's name, as the network file of 'plan' calls it.")
  private String name;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Processor threads that run the model. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Runs of each part before the measured ones, at least. Default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "10",
      description = "Measured runs of each part. Default: ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(
      names = "--transfer-layer",
      paramLabel = "SPEC,...",
      defaultValue = "pixels,jpeg:q=85,webp:q=75,lossless,pool2,q8,pool2+q8",
      description = "Transfer layers to measure where they fit. Default: ${DEFAULT-VALUE}.")
  private List<String> transferLayers;

  @Option(
      names = "--typical-layer",
      paramLabel = "SPEC,...",
      defaultValue = "q4,pca,transform,learned,learned:c=64,s=4",
      description =
          "Transfer layers whose cost alone is measured where they fit, without fitting them: 'plan' prices "
              + "layers of other parameters by the nearest. none for none. Default: ${DEFAULT-VALUE}.")
  private List<String> typicalLayers;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder of images, two or more, to measure with instead of noise: the bytes of TLs whose "
              + "size depends on the data (jpeg, webp, lossless, q2 to q7, pca, transform, learned) are counted on "
              + "them. Without it those bytes are not known, and 'plan' takes the most that can be.")
  private Path data;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "100ms",
      description =
          "How often an input will come, such as 1s, 200ms or 5min: the model also runs so, on a device with a picture decoded in "
              + "between, in turns with a run that computes nothing, at the begin and at the end, each as often as --repeats says, "
              + "as caches are then colder than in a hot loop; 'plan' counts with both. Default: ${DEFAULT-VALUE}.")
  private String interval;

  @Option(
      names = "--slowdown",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Multiply all times by X, to emulate a slower machine; the profile says so. Default: 1.")
  private double slowdown;

  @Option(
      names = "--system",
      converter = FilePath.class,
      paramLabel = "FILE",
      description =
          "Measure nothing: take over this profile, of the same model on an equal machine.")
  private Path imported;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Inputs that one run takes. Default: as the model's file says, 1 where it leaves it open. "
              + "Profiles of different batch sizes do not mix: use a folder for each.")
  private Integer batch;

  @Option(
      names = "--memory",
      paramLabel = "HOW",
      defaultValue = "measured",
      description =
          "How the memory of the slices is found: measured (a process of its own loads and runs each slice; Linux only) "
              + "or computed (weights and the most activations alive at once). Default: ${DEFAULT-VALUE}.")
  private String memory;

  @Option(names = "--json", description = "Print the profiles as a JSON list.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "The folder that the profile is written to, as TIER-NAME-MODEL.json.")
  private Path output;

  @Override
  protected void run() {
    PreprocessingOption.Chosen chosen = preprocessing.of(source);
    tell(chosen.line());
    BenchmarkOptions options =
        new BenchmarkOptions(
            new SystemId(tier, name),
            new Runs(threads, warmup, repeats),
            new MeasuredLayers(specs(transferLayers), specs(typicalLayers), chosen.value()),
            slowdown,
            cutTensors.most(),
            pace());
    bothSides.check(options, imported == null && !source.equals(ALL), output, this::tell);
    tellIfWebpIsMissing(options);
    MemorySource how = memorySource();
    List<Path> files;
    try (MemoryProcess meter = new MemoryProcess(threads)) {
      Benchmark noise = new Benchmark(new OrtEngine(), new BenchmarkProgress(this::tell));
      if (data != null) {
        ImageFiles.notes(data).forEach(this::tell);
      }
      Benchmark benchmark = data == null ? noise : noise.onImages(data, images());
      files =
          all(
              how == MemorySource.MEASURED ? benchmark.measuringMemoryWith(meter) : benchmark,
              options);
    }
    if (json) {
      print(Json.text(files.stream().map(ProfileFile::read).toList()));
    }
    files.forEach(BenchmarkCommand::requireConsistent);
  }

  private List<Path> images() {
    return EvenlySpacedChoice.of(
        unreadable.of(ImageFiles.in(data), file -> file, this::tell), MOST_IMAGES);
  }

  /** Only the first model of a process shows what its first runs take. */
  private Pace pace() {
    return new Pace(InputInterval.parse("--interval", interval), !source.equals(ALL));
  }

  private static List<String> specs(List<String> lists) {
    return lists.stream()
        .flatMap(list -> TransferLayers.split(list).stream())
        .filter(spec -> !spec.equals(NO_LAYERS))
        .toList();
  }

  @Override
  protected String whenStopped() {
    return new ResumableFiles(output, "%s-%s-".formatted(tier, name)).state();
  }

  /** Where this machine has no WebP, that layer fits nowhere. */
  private void tellIfWebpIsMissing(BenchmarkOptions options) {
    if (options.layers().fitted().stream()
        .anyMatch(spec -> spec.startsWith(PictureTransferLayer.WEBP))) {
      PictureFormat.WEBP.obstacle().ifPresent(this::tell);
    }
  }

  private MemorySource memorySource() {
    List<String> known =
        List.of(MemorySource.MEASURED.toString(), MemorySource.COMPUTED.toString());
    if (!known.contains(memory)) {
      throw UsageException.unknownName("way to know the memory", memory, known);
    }
    return memory.equals(known.get(0)) ? MemorySource.MEASURED : MemorySource.COMPUTED;
  }

  private List<Path> all(Benchmark benchmark, BenchmarkOptions options) {
    List<String> models = Zoo.classifiers();
    if (!source.equals(ALL)) {
      Model model = model(source);
      return bothSides.areAsked()
          ? onBothSides(model, benchmark, options)
          : List.of(profile(model, benchmark, options));
    }
    Path list = output.resolve("%s-%s-zoo-all.unfinished".formatted(tier, name));
    BenchmarkSeries series =
        new BenchmarkSeries(list, options + " batch " + batch + " data " + data);
    long begin = System.nanoTime();
    int measured = 0;
    List<Path> files = new ArrayList<>();
    for (String model : models) {
      Path file = output.resolve(ProfileFile.name(options.system(), model));
      if (series.isDone(model) && Files.isRegularFile(file)) {
        tell("%s is done".formatted(model));
      } else {
        tell(
            "model %d of %d%s"
                .formatted(
                    files.size() + 1,
                    models.size(),
                    left(begin, measured++, models.size() - files.size())));
        file = profile(model("zoo:" + model), benchmark, options);
        series.done(model);
      }
      files.add(file);
    }
    series.finish();
    return files;
  }

  /** The time that the rest of the models takes if each takes as long as those before. */
  private static String left(long begin, int measured, int rest) {
    double minutes = (System.nanoTime() - begin) / 60e9;
    return measured == 0 ? "" : ", about %.0f min left".formatted(minutes / measured * rest);
  }

  private Model model(String modelSource) {
    ReadOptions reading = batch == null ? ReadOptions.defaults() : ReadOptions.batch(batch);
    return ModelSource.load(modelSource, shapes.in(reading));
  }

  /** The edge first: if it does not answer, nobody has waited for this machine. */
  private List<Path> onBothSides(Model model, Benchmark benchmark, BenchmarkOptions options) {
    BothSides.Output results = new BothSides.Output(output, this::tell);
    Path edge =
        bothSides.measure(
            new BothSides.Measured(source, shapes.reading(), model),
            BothSides.order(options, batch, memory),
            results);
    show(edge);
    Path device = profile(model, benchmark, options);
    tell("probing the link");
    Path network = bothSides.probe(options.system().name(), results);
    if (!json) {
      print("wrote %s%n".formatted(network));
    }
    return List.of(device, edge);
  }

  private Path profile(Model model, Benchmark benchmark, BenchmarkOptions options) {
    Path file;
    if (imported == null) {
      tell("benchmark of %s on %s".formatted(model.name(), options.system()));
      file = benchmark.run(model, options, output);
    } else {
      Profile other = ProfileFile.read(imported);
      file = ProfileFile.write(output, other.of(options.system(), model.name(), model.sha256()));
    }
    show(file);
    return file;
  }

  private void show(Path file) {
    Profile profile = ProfileFile.read(file);
    if (!json) {
      print(BenchmarkText.of(profile, file));
    }
    profile.warnings().forEach(warning -> tell("warning: " + warning));
  }

  private static void requireConsistent(Path file) {
    Profile profile = ProfileFile.read(file);
    if (!profile.isConsistent()) {
      throw new ScissionLiteException(
          "model '%s': the blocks together take %.3f ms, the whole model %.3f ms; the profile was"
                  .formatted(
                      profile.model().name(),
                      profile.sumOfBlocksNanos() / 1e6,
                      profile.wholeModel().medianMillis())
              + " written, but benchmark again on a quiet machine, with more --repeats");
    }
  }
}
