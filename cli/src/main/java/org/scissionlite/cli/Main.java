package org.scissionlite.cli;

import java.util.List;
import org.scissionlite.cli.benchmark.BenchmarkCommand;
import org.scissionlite.cli.conformance.ConformanceCommand;
import org.scissionlite.cli.demo.DemoCommand;
import org.scissionlite.cli.demo.RehearseCommand;
import org.scissionlite.cli.evaluate.EvaluateCommand;
import org.scissionlite.cli.export.ExportCommand;
import org.scissionlite.cli.link.LinkCommand;
import org.scissionlite.cli.model.InspectCommand;
import org.scissionlite.cli.model.ZooCommand;
import org.scissionlite.cli.offload.DeviceCommand;
import org.scissionlite.cli.offload.EdgeCommand;
import org.scissionlite.cli.optimise.OptimiseCommand;
import org.scissionlite.cli.plan.ConvertCommand;
import org.scissionlite.cli.plan.PlanCommand;
import org.scissionlite.cli.prepare.PrepareCommand;
import org.scissionlite.cli.prepare.SignCommand;
import org.scissionlite.cli.report.ReportCommand;
import org.scissionlite.cli.train.ImagesCommand;
import org.scissionlite.cli.train.TrainCommand;
import org.scissionlite.cli.watch.TopCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: all commands. */
@Command(
    name = "scissionlite",
    mixinStandardHelpOptions = true,
    versionProvider = Program.Version.class,
    description = "Runs one deep neural network across a device and an edge server.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The way of the data: inspect a model, benchmark it on device and edge, 'optimise' to get",
      "the bundle (or plan the cut and prepare it yourself), then run 'edge' and 'device'.",
      "'demo' walks through all of it.",
      "",
      "A MODEL is an ONNX file, or zoo:NAME for an architecture with random weights.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C."
    })
public final class Main implements Program.Commands {
  private static final List<String> NAMES =
      List.of(
          "inspect",
          "zoo",
          "benchmark",
          "optimise",
          "plan",
          "convert",
          "images",
          "train",
          "prepare",
          "sign",
          "evaluate",
          "report",
          "export",
          "edge",
          "device",
          "link",
          "top",
          "conformance",
          "demo",
          "rehearse",
          "help");

  @Spec private CommandSpec spec;

  /** Starts the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.execute(new Main(), args));
  }

  /** The command line for some arguments, ready to execute; without any, with all commands. */
  public static CommandLine commandLine(String... args) {
    return Program.commandLine(new Main(), args);
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Class<?> named(String name) {
    return switch (name) {
      case "inspect" -> InspectCommand.class;
      case "zoo" -> ZooCommand.class;
      case "benchmark" -> BenchmarkCommand.class;
      case "optimise" -> OptimiseCommand.class;
      case "plan" -> PlanCommand.class;
      case "convert" -> ConvertCommand.class;
      case "images" -> ImagesCommand.class;
      case "train" -> TrainCommand.class;
      case "prepare" -> PrepareCommand.class;
      case "sign" -> SignCommand.class;
      case "evaluate" -> EvaluateCommand.class;
      case "report" -> ReportCommand.class;
      case "export" -> ExportCommand.class;
      case "edge" -> EdgeCommand.class;
      case "device" -> DeviceCommand.class;
      case "link" -> LinkCommand.class;
      case "top" -> TopCommand.class;
      case "conformance" -> ConformanceCommand.class;
      case "demo" -> DemoCommand.class;
      case "rehearse" -> RehearseCommand.class;
      case "help" -> CommandLine.HelpCommand.class;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing; 'scissionlite demo' shows the main job");
  }
}
