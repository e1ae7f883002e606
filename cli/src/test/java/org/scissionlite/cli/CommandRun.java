package org.scissionlite.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** One run of the command line, with what it printed. */
public record CommandRun(int exitCode, String out, String err) {
  public static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    CommandLine command =
        Main.commandLine(words).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = command.execute(words);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /**
   * What was printed to standard error besides the preprocessing and the progress of slow work: of
   * a failure, one line.
   */
  public String problem() {
    return err.lines()
        .filter(line -> !line.matches("(warning: )?preprocessing .*|.*, \\d+ s"))
        .collect(Collectors.joining("\n"));
  }

  /** The command {@code prepare} on the tiny model, which writes FOLDER/bundle. */
  public static CommandRun prepare(Path folder, String cut, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("prepare", TinyModel.writeTo(folder)));
    arguments.addAll(List.of("--cut", cut, "-o", folder.resolve("bundle")));
    arguments.addAll(List.of(more));
    return of(arguments.toArray());
  }

  /** The folder of shared models and images beside the checkout; it may not be there. */
  public static Path shared() {
    return root().resolveSibling("shared");
  }

  /** The folder of the checkout. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !folder.resolve(".mvn").toFile().isDirectory()) {
      folder = folder.getParent();
    }
    return folder;
  }
}
