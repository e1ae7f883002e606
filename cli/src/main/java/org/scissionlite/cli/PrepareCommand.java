package org.scissionlite.cli;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.file.Json;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.OnnxWriter;
import org.scissionlite.onnx.OrtEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stages 5 to 7 on the command line. */
@Command(
    name = "prepare",
    description = "Cuts a model, puts a transfer layer at the cut, and writes the bundle to run.",
    footer = {
      "",
      "Example:",
      "  scissionlite prepare resnet56.onnx --cut layer1.8 --transfer-layer pool2+q8 \\",
      "      --calibrate images/ --preprocessing torch -o resnet56-bundle",
      "",
      "Transfer layers: none; pool2 (the paper's 2x2 pooling); q8 (8-bit quantisation);",
      "pool2+q8; pixels (with --cut input: sends the 8-bit picture)."
    })
final class PrepareCommand extends BaseCommand {
  static final String NOISE = "random";

  @Mixin private PreprocessingOption preprocessing;
  @Mixin private CutTensorsOption cutTensors;

  @Parameters(paramLabel = "MODEL", description = ModelSource.DESCRIPTION)
  private String source;

  @Option(
      names = "--cut",
      required = true,
      paramLabel = "NAME",
      description = {
        "Cut after this layer ('inspect' lists the cuts; a tensor's name or a layer's number will"
            + " do), or at these tensors together, separated by commas.",
        "Give it several times for several scenarios in one bundle."
      })
  private List<String> cuts;

  @Option(
      names = "--transfer-layer",
      paramLabel = "SPEC",
      defaultValue = "none",
      description = "What shrinks the tensor at the cut. Default: ${DEFAULT-VALUE}.")
  private String transferLayer;

  @Option(
      names = "--calibrate",
      paramLabel = "DIR|" + PrepareCommand.NOISE,
      description = {
        "Images that quantisation takes its ranges from;",
        "'" + NOISE + "' for noise, where only latency matters."
      })
  private Path calibrate;

  @Option(
      names = "--calibration-images",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many of them, evenly chosen. Default: ${DEFAULT-VALUE}.")
  private int calibrationImages;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The class names, one a line, in the order of the output.")
  private Path labels;

  @Option(
      names = "--no-whole-model",
      description = "Leave the uncut model out: the device cannot answer without the edge.")
  private boolean noWholeModel;

  @Option(names = "--json", description = "Print the manifest as JSON.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "BUNDLE",
      description = "The bundle's folder.")
  private Path output;

  @Override
  void run() {
    Model model = load(source);
    Preprocessor preprocessor =
        patiently(
            "reading calibration images",
            () ->
                calibrated(
                    new Preprocessor(new OrtEngine(), model, preprocessing.preprocessing())));
    List<PreparedScenario> scenarios =
        cuts.stream().map(cut -> prepare(preprocessor, cut)).toList();
    BundleContent content =
        new BundleContent(
            model,
            scenarios,
            preprocessing.preprocessing(),
            labels == null ? List.of() : LabelFile.read(labels),
            !noWholeModel);
    Bundle bundle = new BundleWriter(OnnxWriter::write).write(output, content);
    print(json ? Json.text(bundle.manifest()) : text(bundle));
  }

  private PreparedScenario prepare(Preprocessor preprocessor, String cut) {
    return patiently(
        "cut %s: fitting %s, splitting, checking".formatted(cut, transferLayer),
        () ->
            preprocessor.prepare(
                cutTensors.chain(preprocessor.model().graph()).cut(cut), transferLayer));
  }

  private Preprocessor calibrated(Preprocessor preprocessor) {
    if (calibrate == null) {
      return preprocessor;
    }
    return calibrate.toString().equals(NOISE)
        ? preprocessor.calibratedOnNoise(calibrationImages)
        : preprocessor.calibratedOn(calibrate, calibrationImages);
  }

  private String text(Bundle bundle) {
    TextTable table =
        new TextTable("scenario", "device slice", "edge slice", "tensor on the wire", "bytes");
    for (SplitScenario scenario : bundle.manifest().scenarios()) {
      table.row(
          scenario.name(),
          "%,d".formatted(scenario.device().bytes()),
          "%,d".formatted(scenario.edge().bytes()),
          scenario.wire().stream()
              .map(each -> each.spec().type().toString())
              .collect(joining(", ")),
          "%,d".formatted(scenario.wire().stream().mapToLong(w -> w.spec().bytes()).sum()));
    }
    return """
        wrote %s, preprocessing %s; slices checked against the model
        %s
        edge:    scissionlite edge %s --listen 0.0.0.0:8001
        device:  scissionlite device %s --edge EDGE:8001 IMAGE...
        """
        .formatted(output, preprocessing.name(), table, output, output);
  }
}
