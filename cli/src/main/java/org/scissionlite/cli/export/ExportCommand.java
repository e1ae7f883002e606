package org.scissionlite.cli.export;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Bundles for other servers; the commands below it do the work. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes a bundle as other servers take it: 'export triton', 'export kserve'.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  scissionlite export triton resnet56-bundle -o models"},
    subcommands = {TritonCommand.class, KserveCommand.class})
public final class ExportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing; 'scissionlite export --help' lists them");
  }
}
