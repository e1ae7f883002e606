package org.scissionlite.cli.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.chart.Picture;
import org.scissionlite.cli.demo.DemoPlan.Candidate;
import org.scissionlite.cli.offload.result.DeviceReport;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.profile.Profile;
import org.scissionlite.zoo.Zoo;

/** The main job on one machine: the paper's example, DenseNet169, from graph to answers. */
public final class Demo {
  private static final String MODEL = "densenet169";
  private static final Preprocessing PREPROCESSING = Preprocessing.named("tf");
  private static final int CALIBRATION_PICTURES = 8;

  private final DemoOptions options;
  private final Consumer<String> progress;

  /**
   * A demo.
   *
   * @param progress is told, a line each, what is being done
   */
  public Demo(DemoOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Benchmarks, plans, prepares, runs and measures.
   *
   * @throws ScissionLiteException if a step fails
   */
  public DemoReport run() {
    createOutput();
    progress.accept("1/7 model: DenseNet169, layer for layer as in Keras, random weights");
    Model model = zooModel();
    progress.accept("2/7 benchmark: every block and transfer layer, as device and as edge");
    DemoProfiles profiles = DemoProfiles.measure(model, PREPROCESSING, options, progress);
    progress.accept("3/7 plan: every way to run it over the link");
    Profile device = profiles.device();
    DemoPlan plan = new DemoPlan(device, profiles.edge(), options);
    List<Candidate> candidates = plan.candidates();
    progress.accept("4/7 prepare: cut, insert, check, write the bundle");
    Path bundle = bundle();
    Map<Candidate, String> scenarios = writeBundle(model, candidates, bundle);
    progress.accept(
        "5/7 run: edge and device processes, %d images for each way"
            .formatted(options.effort().images()));
    Map<Candidate, DeviceReport> measured =
        measure(bundle, candidates, scenarios, profiles.slowdown());
    progress.accept("6/7 accuracy: the same transfer layers in a trained classifier of steel");
    DemoAccuracy accuracy = DemoAccuracy.measure(model.graph(), candidates, options, progress);
    progress.accept("7/7 optimise: the joint optimum for that classifier over the same link");
    DemoReport.Optimum optimum =
        new SteelOptimum(DemoAccuracy.steel(options), options, progress).measure(accuracy.trial());
    DemoReport report =
        new DemoReport(
            MODEL,
            options.link(),
            profiles.slowdown(),
            options.effort().images(),
            device.provenance(),
            profiles.edge().provenance(),
            rows(measured, accuracy),
            accuracy.uncut(),
            accuracy.atOneCut(),
            optimum);
    Json.write(options.output().resolve("demo.json"), report);
    Picture picture = DemoChart.of(plan, candidates, report).picture();
    picture.write(options.output().resolve("demo.png"));
    picture.write(options.output().resolve("demo.svg"));
    return report;
  }

  private void createOutput() {
    BundleWriter.requireReplaceable(bundle());
    DemoAccuracy.requirePlace(options);
    try {
      Files.createDirectories(options.output().resolve("logs"));
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot write to %s: %s".formatted(options.output(), AtomicWrite.reason(e)), e);
    }
  }

  private Path bundle() {
    return options.output().resolve("bundle");
  }

  private static Model zooModel() {
    ModelGraph graph = Zoo.build(MODEL);
    return new Model(MODEL, Sha256.of(ByteBuffer.wrap(OnnxWriter.toBytes(graph))), graph);
  }

  /** Writes every candidate that crosses the link into one bundle; the scenario's name of each. */
  private static Map<Candidate, String> writeBundle(
      Model model, List<Candidate> candidates, Path bundle) {
    Preprocessor preprocessor =
        new Preprocessor(new OrtEngine(), model, PREPROCESSING)
            .calibratedOnNoise(CALIBRATION_PICTURES);
    Map<String, PreparedScenario> prepared = new LinkedHashMap<>();
    Map<Candidate, String> names = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      if (!candidate.isAlone()) {
        String key = candidate.cut() + " " + candidate.transferLayer();
        PreparedScenario scenario =
            prepared.computeIfAbsent(
                key, missing -> preprocessor.prepare(candidate.cut(), candidate.transferLayer()));
        names.put(candidate, scenario.name());
      }
    }
    BundleContent content =
        new BundleContent(model, List.copyOf(prepared.values()), PREPROCESSING, List.of(), true);
    new BundleWriter(OnnxWriter::write).write(bundle, content);
    return names;
  }

  private Map<Candidate, DeviceReport> measure(
      Path bundle, List<Candidate> candidates, Map<Candidate, String> scenarios, double slowdown) {
    Map<String, DeviceReport> byScenario = new LinkedHashMap<>();
    Map<Candidate, DeviceReport> measured = new LinkedHashMap<>();
    Path logs = options.output().resolve("logs");
    List<String> noise = List.of("--random=" + options.effort().images());
    try (Measurement measurement = Measurement.start(bundle, logs, options)) {
      for (Candidate candidate : candidates) {
        progress.accept("    " + candidate.strategy());
        String scenario = scenarios.getOrDefault(candidate, "");
        measured.put(
            candidate,
            byScenario.computeIfAbsent(
                scenario, name -> measurement.measure(name, noise, slowdown)));
      }
    }
    return measured;
  }

  /** The rows of the table; the first candidate is the device alone. */
  private static List<DemoReport.Row> rows(
      Map<Candidate, DeviceReport> measured, DemoAccuracy accuracy) {
    double alone = measured.values().iterator().next().total().medianNanos();
    List<DemoReport.Row> rows = new ArrayList<>();
    measured.forEach(
        (candidate, report) ->
            rows.add(
                new DemoReport.Row(
                    candidate.strategy(),
                    candidate.cut(),
                    candidate.transferLayer(),
                    candidate.scenario().route().breakdown(),
                    report.request(),
                    report.answers().get(0).payloadBytes(),
                    alone / report.request().medianNanos(),
                    accuracy.of(candidate))));
    return rows;
  }
}
