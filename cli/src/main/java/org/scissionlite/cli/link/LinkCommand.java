package org.scissionlite.cli.link;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is done with links; the commands below it do the work. */
@Command(
    name = "link",
    mixinStandardHelpOptions = true,
    description = "Measures the network between device and edge: 'link probe'.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  scissionlite link probe --edge 192.0.2.7:8001 --name camera --edge-name server \\",
      "      -o network.csv"
    },
    subcommands = LinkProbeCommand.class)
public final class LinkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing; 'scissionlite link probe' measures a link");
  }
}
