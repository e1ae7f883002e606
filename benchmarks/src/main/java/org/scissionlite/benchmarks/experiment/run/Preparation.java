package org.scissionlite.benchmarks.experiment.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.benchmarks.experiment.DeviceClass;
import org.scissionlite.benchmarks.experiment.Knowledge;
import org.scissionlite.benchmarks.experiment.MachineFacts;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predictor;
import org.scissionlite.benchmarks.experiment.Quantile;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Model;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.profile.Machine;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.measure.sampling.Stopwatch;
import org.scissionlite.zoo.Zoo;

/**
 * What comes before the first request, kept in the folder of the experiment and not done twice: the
 * machine's speed, profiles, the joint optimum, bundles.
 *
 * @param store where all of it is kept
 * @param subject the model and its images
 * @param effort how much is done
 * @param tool runs commands
 */
record Preparation(Store store, Subject subject, Effort effort, CommandLineTool tool) {
  /**
   * The machine; DenseNet169 tells how fast it is.
   *
   * @param script of the testbed
   */
  MachineFacts machine(Path script) throws Exception {
    Optional<MachineFacts> known = store.machine();
    if (known.isPresent()) {
      return known.orElseThrow();
    }
    MachineFacts found =
        new MachineFacts(
            Machine.cpu(),
            Machine.cores(),
            Machine.os(),
            Machine.java(),
            densenet169Millis(effort.rehearsals()),
            HeldNetwork.factor(script, effort.heldRuns()));
    store.put(found);
    return found;
  }

  /** In processor time, which others on a busy machine take no part of. */
  private static double densenet169Millis(int runs) {
    var graph = Zoo.build("densenet169");
    Map<String, Tensor> picture =
        RandomPictures.examples(graph.inputs(), Preprocessing.named("torch"), 1, 1).get(0);
    List<Double> millis = new ArrayList<>();
    Stopwatch stopwatch = Stopwatch.system();
    try (Session session = new OrtEngine().open(graph, 1)) {
      for (int i = 0; i < runs; i++) {
        long begun = stopwatch.threadCpuNanos();
        session.run(picture);
        millis.add((stopwatch.threadCpuNanos() - begun) / 1e6);
      }
    }
    return Quantile.of(millis.subList(runs / 3, runs), 0.5);
  }

  /**
   * Measures the profiles of a class of devices and of the edge.
   *
   * <p>Both are measured on this machine without a quota. The device's is then slowed down: under a
   * quota a part that is shorter than what is granted at a time runs at full speed, and medians of
   * parts do not add up to the whole.
   */
  void profiles(DeviceClass device, MachineFacts machine) throws Exception {
    Path folder = store.device(subject.name(), device).resolve("profiles");
    if (Files.isDirectory(folder)) {
      return;
    }
    Path here = store.model(subject.name()).resolve("profiles");
    benchmark(here, Predictor.DEVICE.name(), "device", 1);
    benchmark(here, Predictor.EDGE.name(), "edge", Machine.cores());
    double slowdown = device.slowdown(machine);
    List<Profile> slowed = Knowledge.slowedDown(ProfileFile.readFolder(here), slowdown);
    Path unfinished = folder.resolveSibling("profiles.unfinished");
    Files.createDirectories(unfinished);
    slowed.forEach(profile -> ProfileFile.write(unfinished, profile));
    Files.move(unfinished, folder);
  }

  private void benchmark(Path folder, String name, String tier, int threads) throws Exception {
    boolean isThere =
        Files.isDirectory(folder)
            && ProfileFile.readFolder(folder).stream()
                .anyMatch(profile -> profile.system().name().equals(name));
    if (isThere) {
      return;
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "benchmark",
                subject.source(),
                "--preprocessing",
                subject.preprocessingOption(),
                "--data",
                subject.data().toString(),
                "--tier",
                tier,
                "--name",
                name,
                "--threads",
                String.valueOf(threads),
                "--repeats",
                String.valueOf(effort.repeats()),
                "--memory",
                "computed"));
    command.addAll(effort.benchmarkOptions());
    command.addAll(List.of("-o", folder.toString()));
    tool.run(command.toArray(String[]::new));
  }

  /** The model with its picture sent to the edge, and nothing else: for the probe. */
  Path plain() {
    Path folder = store.model(subject.name()).resolve("plain-bundle");
    if (!Files.isDirectory(folder)) {
      write(folder, List.of(new Assignments.Way("input", "none")));
    }
    return folder;
  }

  /** A bundle of ways that are not fitted to images, the whole model with it. */
  void write(Path folder, List<Assignments.Way> ways) {
    Model model = subject.model();
    Preprocessing preprocessing = subject.readPreprocessing();
    Preprocessor preprocessor = new Preprocessor(new OrtEngine(), model, preprocessing);
    BundleContent content =
        new BundleContent(
            model,
            ways.stream().map(way -> preprocessor.prepare(way.cut(), way.transferLayer())).toList(),
            preprocessing,
            List.of(),
            true);
    new BundleWriter(OnnxWriter::write).write(folder, content);
  }

  /**
   * The bundle of a cut whose transfer layer and edge slice are trained to answer like the uncut
   * model. A training that was stopped goes on where it was.
   */
  Path retrained(String cut, String transferLayer) throws Exception {
    Path folder = store.retrained(subject.name(), cut);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder.getParent());
      List<String> command =
          new ArrayList<>(
              List.of(
                  "prepare",
                  subject.source(),
                  "--preprocessing",
                  subject.preprocessingOption(),
                  "--data",
                  subject.data().toString(),
                  "--cut",
                  cut,
                  "--transfer-layer",
                  transferLayer,
                  "--train",
                  "edge",
                  "--epochs",
                  String.valueOf(effort.retrainEpochs()),
                  "--no-whole-model"));
      command.addAll(effort.trainingOptions());
      command.addAll(List.of("-o", folder.toString()));
      tool.run(command.toArray(String[]::new));
    }
    return folder;
  }

  /**
   * Searches the joint optimum at a place. All searches of a model share their trials.
   *
   * @param network the link as the device probed it
   * @param options beside the usual ones
   */
  void optimise(Place place, Path network, Path bundle, String... options) throws Exception {
    if (Files.isDirectory(bundle)) {
      return;
    }
    Path shared = store.model(subject.name()).resolve("search");
    List<String> command =
        new ArrayList<>(
            List.of(
                "optimise",
                subject.source(),
                "--preprocessing",
                subject.preprocessingOption(),
                "--data",
                subject.data().toString(),
                "--images",
                String.valueOf(effort.searchImages()),
                "--max-drop",
                String.valueOf(effort.maxDropPoints()),
                "--profiles",
                store.device(subject.name(), place.device()).resolve("profiles").toString(),
                "--network",
                network.toString(),
                "--keep-trials"));
    if (place.intervalMillis() > 0) {
      command.addAll(List.of("--interval", place.intervalMillis() + "ms"));
    }
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("-o", shared.toString()));
    tool.run(command.toArray(String[]::new));
    Files.createDirectories(bundle.getParent());
    for (String ending : List.of(".evidence.json", ".optimise.txt", ".optimise.json", "")) {
      Files.move(
          shared.resolveSibling(shared.getFileName() + ending),
          bundle.resolveSibling(bundle.getFileName() + ending),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
