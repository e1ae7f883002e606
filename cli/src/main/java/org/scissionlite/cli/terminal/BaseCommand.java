package org.scissionlite.cli.terminal;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.scissionlite.cli.Program;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.read.ReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: help, {@code --verbose}, and where it prints. */
@Command(mixinStandardHelpOptions = true)
public abstract class BaseCommand implements Callable<Integer> {
  public static final String VERBOSE = "--verbose";

  @Spec private CommandSpec spec;

  /** {@link Program} looks for it among the arguments, as they may be what is wrong. */
  @Option(
      names = VERBOSE,
      description = "Show stack traces of errors; with 'plan' also the layers of each system.")
  private boolean verbose;

  @Override
  public Integer call() {
    Interruption interruption = Interruption.watch(this::say, this::whenStopped);
    try {
      run();
    } finally {
      interruption.unwatch();
    }
    return 0;
  }

  /** The command's work; a failure is an exception. */
  protected abstract void run();

  /** What a user should know who stops the command now. */
  protected String whenStopped() {
    return "nothing was written";
  }

  /** Prints a result to standard output. */
  protected void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** Tells on standard error what is being done; results go to standard output. */
  protected void tell(String message) {
    if (!Interruption.isUnderWay()) {
      say(message);
    }
  }

  /** Prints a whole line to standard error, also while the program is being ended. */
  protected synchronized void say(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }

  /** Does some work, and tells what it is when it takes longer than a second. */
  protected <T> T patiently(String what, Supplier<T> work) {
    return SlowTaskNotice.during(what, this::tell, work);
  }

  /** Reads or builds the model of a command, and tells what of it is left aside. */
  protected Model load(String source, ReadOptions options) {
    Model model = patiently("reading " + source, () -> ModelSource.load(source, options));
    model
        .leftAside()
        .forEach(
            output ->
                tell("output %s is left aside: it is no tensor of numbers".formatted(output)));
    return model;
  }

  protected boolean isVerbose() {
    return verbose;
  }

  protected CommandSpec spec() {
    return spec;
  }
}
