package org.scissionlite.cli;

import java.util.List;
import org.scissionlite.cli.benchmark.BenchmarkCommand;
import org.scissionlite.cli.conformance.ConformanceCommand;
import org.scissionlite.cli.demo.RehearseCommand;
import org.scissionlite.cli.link.LinkCommand;
import org.scissionlite.cli.offload.DeviceCommand;
import org.scissionlite.cli.offload.EdgeCommand;
import org.scissionlite.cli.watch.TopCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The commands that a device or an edge needs once a bundle is there, and to be measured before:
 * what their packages hold, without training, pictures and all that comes with them.
 */
@Command(
    name = "scissionlite",
    mixinStandardHelpOptions = true,
    versionProvider = Program.Version.class,
    description = "Runs one deep neural network across a device and an edge server.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "'edge' serves bundles, 'device' answers pictures with their device slices; 'benchmark' and",
      "'link' measure this machine and its network, 'top' watches either, 'conformance' tries a",
      "server. Bundles are prepared with the whole program.",
      "",
      "@FILE stands for the arguments in a file, one or more a line; # begins a comment.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C."
    })
public final class OffloaderMain implements Program.Commands {
  private static final List<String> NAMES =
      List.of("device", "edge", "benchmark", "link", "top", "conformance", "rehearse", "help");

  @Spec private CommandSpec spec;

  /** Starts the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.execute(new OffloaderMain(), args));
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Class<?> named(String name) {
    return switch (name) {
      case "device" -> DeviceCommand.class;
      case "edge" -> EdgeCommand.class;
      case "benchmark" -> BenchmarkCommand.class;
      case "link" -> LinkCommand.class;
      case "top" -> TopCommand.class;
      case "conformance" -> ConformanceCommand.class;
      case "rehearse" -> RehearseCommand.class;
      case "help" -> CommandLine.HelpCommand.class;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }
}
