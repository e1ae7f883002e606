package org.scissionlite.cli.model;

import java.nio.file.Path;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.zoo.Zoo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The architectures that need no model file. */
@Command(
    name = "zoo",
    description = "Architectures with random weights, for latency measurements without a model.",
    subcommands = {ZooCommand.List.class, ZooCommand.Build.class},
    footer = {
      "",
      "Example:",
      "  scissionlite zoo list",
      "  scissionlite zoo build densenet169 -o densenet169.onnx"
    })
public final class ZooCommand extends BaseCommand {

  @Override
  protected void run() {
    throw new CommandLine.ParameterException(
        spec().commandLine(), "say 'zoo list' or 'zoo build NAME -o FILE'");
  }

  @Command(
      name = "list",
      description = "Lists the architectures.",
      footer = {"", "Example:", "  scissionlite zoo list"})
  static final class List extends BaseCommand {

    @Override
    protected void run() {
      print(String.join("\n", Zoo.names()) + "\n");
    }
  }

  @Command(
      name = "build",
      description = "Writes an architecture as an ONNX file.",
      footer = {"", "Example:", "  scissionlite zoo build densenet169 -o densenet169.onnx"})
  static final class Build extends BaseCommand {

    @Parameters(paramLabel = "NAME", description = "The architecture; 'zoo list' names them.")
    private String name;

    @Option(
        names = {"-o", "--output"},
        required = true,
        converter = FilePath.class,
        paramLabel = "FILE.onnx",
        description = "Where to write it.")
    private Path output;

    @Override
    protected void run() {
      ModelGraph graph = Zoo.build(name);
      OnnxWriter.write(graph, output);
      print(
          "wrote %s: %,d parameters, random weights (for latency only)%n"
              .formatted(output, graph.parameters()));
    }
  }
}
