package org.scissionlite.cli.export;

import java.nio.file.Path;
import java.util.Locale;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.offload.export.TritonRepository;
import org.scissionlite.onnx.runtime.OrtEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Edge slices as a model repository. */
@Command(
    name = "triton",
    description = "Writes the edge slices of a bundle as a model repository of NVIDIA Triton.",
    footer = {
      "",
      "Example:",
      "  scissionlite export triton resnet56-bundle -o models",
      "  scissionlite export triton resnet56-bundle -o models --max-batch 8",
      "  scissionlite export triton resnet56-bundle -o models --model-version 2",
      "",
      "For each scenario a model: NAME/config.pbtxt and NAME/1/model.onnx, the edge slice as it is.",
      "Then 'tritonserver --model-repository=models', and the device with --edge HOST:8001 as with",
      "an edge of ours. Models and versions that are there already stay."
    })
public final class TritonCommand extends BaseCommand {
  @Parameters(
      converter = FolderPath.class,
      paramLabel = "BUNDLE",
      description = "The bundle's folder.")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      required = true,
      converter = FolderPath.class,
      paramLabel = "DIR",
      description = "The model repository, which is written.")
  private Path output;

  @Option(
      names = "--model-version",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The version under which the slices are put; Triton runs the highest that is there. Default: ${DEFAULT-VALUE}.")
  private int version;

  @Option(
      names = "--max-batch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Requests that Triton may run together: above 1 the batch of each slice is opened, if each request's answer then stays its own. Default: ${DEFAULT-VALUE}, the slices stay as they are.")
  private int mostBatch;

  @Option(
      names = "--batch-delay",
      paramLabel = "US",
      defaultValue = "500",
      description =
          "With --max-batch above 1: microseconds that a request waits for others at most. Default: ${DEFAULT-VALUE}.")
  private int delayMicros;

  @Override
  protected void run() {
    TritonRepository repository = new TritonRepository(version, mostBatch, delayMicros);
    Bundle bundle = BundleReader.open(folder);
    repository.write(bundle, output, new OrtEngine()).forEach(this::report);
  }

  private void report(TritonRepository.Written model) {
    print(
        "wrote %s, %s%n"
            .formatted(
                output.resolve(model.name()),
                model.batches()
                    ? String.format(Locale.ROOT, "up to %d requests in a run", mostBatch)
                    : "one request in a run"));
    if (!model.obstacle().isEmpty()) {
      tell("note: %s: its batch stays 1: %s".formatted(model.name(), model.obstacle()));
    }
  }
}
