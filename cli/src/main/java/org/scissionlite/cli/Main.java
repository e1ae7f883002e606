package org.scissionlite.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.scissionlite.cli.benchmark.BenchmarkCommand;
import org.scissionlite.cli.demo.DemoCommand;
import org.scissionlite.cli.demo.RehearseCommand;
import org.scissionlite.cli.evaluate.EvaluateCommand;
import org.scissionlite.cli.link.LinkCommand;
import org.scissionlite.cli.model.InspectCommand;
import org.scissionlite.cli.model.ZooCommand;
import org.scissionlite.cli.offload.DeviceCommand;
import org.scissionlite.cli.offload.EdgeCommand;
import org.scissionlite.cli.optimise.OptimiseCommand;
import org.scissionlite.cli.plan.ConvertCommand;
import org.scissionlite.cli.plan.PlanCommand;
import org.scissionlite.cli.prepare.PrepareCommand;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.Interruption;
import org.scissionlite.cli.train.ImagesCommand;
import org.scissionlite.cli.train.TrainCommand;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.BuildVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: picks the command and turns failures into one line and an exit code. */
@Command(
    name = "scissionlite",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
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
    },
    subcommands = {
      InspectCommand.class,
      ZooCommand.class,
      BenchmarkCommand.class,
      OptimiseCommand.class,
      PlanCommand.class,
      ConvertCommand.class,
      ImagesCommand.class,
      TrainCommand.class,
      PrepareCommand.class,
      EvaluateCommand.class,
      EdgeCommand.class,
      DeviceCommand.class,
      LinkCommand.class,
      DemoCommand.class,
      RehearseCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {
  /** Exit code of a failure. */
  public static final int FAILURE = 1;

  /** Exit code of a question that cannot be answered as asked. */
  public static final int USAGE = 2;

  private static final int HELP_WIDTH = 100;

  /** The network library's own log: of its notes only errors concern a user. */
  private static final Logger NETWORK_LOG = Logger.getLogger("io.grpc");

  /** The inference library's own log: its failures come back as exceptions. */
  private static final Logger ENGINE_LOG = Logger.getLogger("ai.onnxruntime");

  @Spec private CommandSpec spec;

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ScissionLite for Java " + BuildVersion.get()};
    }
  }

  /**
   * Starts the program and ends the process with its exit code. Numbers are written with the digits
   * 0 to 9 and a point, whatever language the machine speaks.
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    NETWORK_LOG.setLevel(Level.SEVERE);
    ENGINE_LOG.setLevel(Level.OFF);
    System.exit(execute(args));
  }

  private static int execute(String[] args) {
    CommandLine command = commandLine();
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      command
          .getErr()
          .println(
              "error: not enough memory: Java has %,d MB; give it more with SCISSIONLITE_JAVA_OPTS=-Xmx8g"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20));
      return FAILURE;
    }
  }

  /** The command line, ready to execute. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::report);
  }

  /** One line; the whole help only where a command is still to be chosen. */
  private static int misused(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "error: %s; see '%s --help'"
            .formatted(problem(e), command.getCommandSpec().qualifiedName()));
    boolean unmatched = e instanceof CommandLine.UnmatchedArgumentException;
    if (!unmatched && !command.getSubcommands().isEmpty()) {
      command.usage(err);
    }
    err.flush();
    return USAGE;
  }

  /** What is wrong; of an unknown option or command, the nearest ones. */
  private static String problem(CommandLine.ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      if (unmatched.isUnknownOption()) {
        List<String> options =
            spec.optionsMap().keySet().stream().filter(name -> name.startsWith("--")).toList();
        return UsageException.unknownName("option", word.replaceFirst("=.*", ""), options)
            .getMessage();
      }
      if (!spec.subcommands().isEmpty()) {
        return UsageException.unknownName("command", word, List.copyOf(spec.subcommands().keySet()))
            .getMessage();
      }
    }
    return oneLine(e.getMessage());
  }

  private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (Interruption.isUnderWay()) {
      return FAILURE;
    }
    PrintWriter err = command.getErr();
    boolean expected = e instanceof ScissionLiteException;
    err.println("error: " + (expected ? oneLine(e.getMessage()) : "unexpected: " + oneLine(e)));
    if (parsed.expandedArgs().contains(BaseCommand.VERBOSE)) {
      e.printStackTrace(err);
    } else if (!expected) {
      err.println("run again with --verbose to see where");
    }
    err.flush();
    return e instanceof UsageException ? USAGE : FAILURE;
  }

  private static String oneLine(Object message) {
    return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing; 'scissionlite demo' shows the main job");
  }
}
