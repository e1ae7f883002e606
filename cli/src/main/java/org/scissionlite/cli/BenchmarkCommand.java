package org.scissionlite.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.Json;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.OrtEngine;
import org.scissionlite.profile.Benchmark;
import org.scissionlite.profile.BenchmarkOptions;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
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
      "",
      "Run it on the device and on the edge, bring the profiles into one folder, then 'plan'.",
      "A benchmark that was stopped continues when it is started again in the same way.",
      "Profiles of zoo:NAME are for latency: the weights are random."
    })
final class BenchmarkCommand extends BaseCommand {
  private static final String ALL = "zoo:all";

  @Mixin private PreprocessingOption preprocessing;

  @Parameters(
      paramLabel = "MODEL",
      description = {ModelSource.DESCRIPTION, "zoo:all for all architectures."})
  private String source;

  @Option(
      names = "--tier",
      defaultValue = "device",
      description = "Where this machine stands: ${COMPLETION-CANDIDATES}. Default: device.")
  private Tier tier;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "This machine's name, as in the network file.")
  private String name;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads of the engine. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "3",
      description = "Least runs of each part before the measured ones. Default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "10",
      description = "Measured runs of each part. Default: ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(
      names = "--transfer-layer",
      paramLabel = "SPEC",
      split = ",",
      defaultValue = "pixels,pool2,q8,pool2+q8",
      description = "TLs to measure where they fit. Default: ${DEFAULT-VALUE}.")
  private List<String> transferLayers;

  @Option(
      names = "--slowdown",
      paramLabel = "X",
      defaultValue = "1",
      description = "Multiply all times, to emulate a slower machine; the profile says so.")
  private double slowdown;

  @Option(
      names = "--system",
      paramLabel = "FILE",
      description = "Measure nothing: take over another machine's profile of this model.")
  private Path imported;

  @Option(names = "--json", description = "Print the profiles as a JSON list.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The folder of profiles.")
  private Path output;

  @Override
  void run() {
    BenchmarkOptions options =
        new BenchmarkOptions(
            new SystemId(tier, name),
            threads,
            warmup,
            repeats,
            transferLayers,
            preprocessing.preprocessing(),
            slowdown);
    List<Path> files = sources().stream().map(each -> profile(each, options)).toList();
    List<Profile> profiles = files.stream().map(ProfileFile::read).toList();
    print(json ? Json.text(profiles) : "");
    for (int i = 0; i < files.size(); i++) {
      print(json ? "" : text(profiles.get(i), files.get(i)));
      profiles.get(i).warnings().forEach(warning -> tell("warning: " + warning));
    }
    profiles.forEach(BenchmarkCommand::requireConsistent);
  }

  private List<String> sources() {
    return source.equals(ALL)
        ? Zoo.names().stream().map(each -> "zoo:" + each).toList()
        : List.of(source);
  }

  private Path profile(String modelSource, BenchmarkOptions options) {
    Model model = ModelSource.load(modelSource);
    if (imported != null) {
      return ProfileFile.write(
          output, ProfileFile.read(imported).of(options.system(), model.name(), model.sha256()));
    }
    tell("benchmark of %s on %s".formatted(model.name(), options.system()));
    return new Benchmark(new OrtEngine(), new ProgressLine(this::tell)).run(model, options, output);
  }

  private static void requireConsistent(Profile profile) {
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

  private static String text(Profile profile, Path file) {
    TextTable table =
        new TextTable("block", "last layer", "median ms", "p95 ms", "output bytes", "slice MB");
    for (int i = 0; i < profile.blocks().size(); i++) {
      BlockProfile block = profile.blocks().get(i);
      CutProfile cut = profile.cuts().get(i);
      table.row(
          block.index(),
          block.name(),
          millis(block.execution().medianNanos()),
          millis(block.execution().p95Nanos()),
          "%,d".formatted(block.outputBytes()),
          String.format(Locale.ROOT, "%.1f", cut.memory().edgeSliceBytes() / 1e6));
    }
    return """
        %s
        model %s on %s, %s, %d thread(s)%s
        whole model: median %s ms, p95 %s ms, %d samples; sum of blocks %s ms
        slice MB: weights and activations of the slice that begins with the block
        wrote %s
        """
        .formatted(
            table,
            profile.model().name(),
            profile.system(),
            profile.provenance().engine(),
            profile.provenance().threads(),
            profile.provenance().slowdown() == 1
                ? ""
                : ", %s times slower than measured (emulated)"
                    .formatted(profile.provenance().slowdown()),
            millis(profile.wholeModel().medianNanos()),
            millis(profile.wholeModel().p95Nanos()),
            profile.wholeModel().samples(),
            millis(profile.sumOfBlocksNanos()),
            file);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }
}
