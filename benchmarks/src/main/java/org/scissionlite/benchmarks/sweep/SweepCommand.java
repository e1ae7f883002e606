package org.scissionlite.benchmarks.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Tries all ONNX files of a folder.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.sweep.SweepCommand --help
 * </pre>
 */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description =
        "Tries all ONNX files of a folder: whether they load, answer as ONNX Runtime does, can be cut,"
            + " and whether their slices, one after the other, answer like the whole.",
    footer = {
      "",
      "Example:",
      "  java -cp benchmarks.jar org.scissionlite.benchmarks.sweep.SweepCommand models \\",
      "      --shape image=1,3,480,640",
      "",
      "Prints a row of a Markdown table for each file, and what failed on standard error. The exit",
      "code is 1 where something failed, an answer differs, or nothing could be tried. The last line",
      "counts; files that only ONNX Runtime reads are told with the reason, and are no failure."
    })
public final class SweepCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Holds the ONNX files, in folders if need be.")
  private Path folder;

  @Option(
      names = "--cuts",
      paramLabel = "N",
      description = "Prepare so many cuts of each model, evenly chosen. Default: ${DEFAULT-VALUE}.")
  private int cuts = 4;

  @Option(
      names = "--max-cut-tensors",
      paramLabel = "N",
      description = "Cuts of up to so many tensors. Default: ${DEFAULT-VALUE}.")
  private int tensors = 1;

  @Option(
      names = "--shape",
      paramLabel = "INPUT=N,N,...",
      description =
          "The shape of an input that a file leaves open, such as image=1,3,480,640. Give it once"
              + " for each name of an input.")
  private Map<String, String> shapes = new LinkedHashMap<>();

  /** Runs it on the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SweepCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder) || cuts < 1 || tensors < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected a folder, and 1 or more cuts and tensors, got '%s', %d and %d"
              .formatted(folder, cuts, tensors));
    }
    ModelSweep sweep = new ModelSweep(cuts, tensors, sizes());
    spec.commandLine().getOut().println(ModelSweep.Row.HEADER);
    List<ModelSweep.Row> rows = new ArrayList<>();
    for (Path file : ModelSweep.files(folder)) {
      rows.add(sweep.row(file));
      print(rows.get(rows.size() - 1));
    }
    spec.commandLine().getOut().println(ModelSweep.summary(rows));
    return ModelSweep.isSuccess(rows) ? 0 : 1;
  }

  private Map<String, Shape> sizes() {
    Map<String, Shape> sizes = new LinkedHashMap<>();
    try {
      shapes.forEach((input, dims) -> sizes.put(input, Shape.parse("--shape " + input, dims)));
    } catch (UsageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return sizes;
  }

  private void print(ModelSweep.Row row) {
    spec.commandLine().getOut().println(row.line());
    spec.commandLine().getOut().flush();
    row.failures()
        .forEach(failure -> spec.commandLine().getErr().println(row.name() + ": " + failure));
  }
}
