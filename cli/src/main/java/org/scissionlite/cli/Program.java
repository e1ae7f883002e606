package org.scissionlite.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.scissionlite.cli.source.SkipUnreadableOption;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.Interruption;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.input.UnreadableImageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a set of commands as a program: failures become one line and an exit code. */
public final class Program {
  /** Exit code of a failure. */
  public static final int FAILURE = 1;

  /** Exit code of a question that cannot be answered as asked. */
  public static final int USAGE = 2;

  private static final int HELP_WIDTH = 100;
  private static final String HELP = "help";

  /** The network library's own log: of its notes only errors concern a user. */
  private static final Logger NETWORK_LOG = Logger.getLogger("io.grpc");

  /** The inference library's own log: its failures come back as exceptions. */
  private static final Logger ENGINE_LOG = Logger.getLogger("ai.onnxruntime");

  private Program() {}

  /**
   * A program, with picocli's annotations, and its commands. Their classes are loaded when they are
   * asked for: one command does not pay for the options of all.
   */
  interface Commands extends Runnable {
    /** In the order of the help. */
    List<String> names();

    /** The class of one of these names. */
    Class<?> named(String name);
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ScissionLite for Java " + BuildVersion.get()};
    }
  }

  /**
   * Executes the program and returns its exit code. Numbers are written with the digits 0 to 9 and
   * a point, whatever language the machine speaks.
   */
  static int execute(Commands program, String[] args) {
    Locale.setDefault(Locale.ROOT);
    NETWORK_LOG.setLevel(Level.SEVERE);
    ENGINE_LOG.setLevel(Level.OFF);
    CommandLine command = commandLine(program, args);
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

  /** The command line with the command that the arguments begin with, else with all. */
  static CommandLine commandLine(Commands program, String... args) {
    boolean isNamed = args.length > 0 && program.names().contains(args[0]);
    CommandLine line = new CommandLine(program);
    (isNamed && !args[0].equals(HELP) ? List.of(args[0]) : program.names())
        .forEach(name -> line.addSubcommand(program.named(name)));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler(Program::misused)
        .setExecutionExceptionHandler(Program::report);
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
    String problem = expected ? e.getMessage() + remedy(e, command) : "unexpected: " + e;
    err.println("error: " + oneLine(problem));
    if (parsed.expandedArgs().contains(BaseCommand.VERBOSE)) {
      e.printStackTrace(err);
    } else if (!expected) {
      err.println("run again with --verbose to see where");
    }
    err.flush();
    return e instanceof UsageException ? USAGE : FAILURE;
  }

  /** What a command can do about a single bad image. */
  private static String remedy(Exception e, CommandLine command) {
    boolean canSkip = command.getCommandSpec().findOption(SkipUnreadableOption.NAME) != null;
    return e instanceof UnreadableImageException && canSkip
        ? "; %s leaves such images out".formatted(SkipUnreadableOption.NAME)
        : "";
  }

  private static String oneLine(String message) {
    return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
  }
}
