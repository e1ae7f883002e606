package org.scissionlite.cli.offload;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.scissionlite.cli.service.JavaProgram;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.offload.edge.Measurer;
import org.scissionlite.onnx.runtime.Telemetry;
import org.scissionlite.protocol.MeasurementOrder;

/**
 * Measures each model in a process of its own, by the command {@code benchmark}: a model that
 * crashes the engine, never ends or takes all memory ends that process and not the edge, and what
 * its first runs take is that of a program that has just started.
 *
 * @param threads of the engine
 */
record MeasuringChild(int threads) implements Measurer {
  private static final String MAIN = "org.scissionlite.cli.OffloaderMain";
  private static final String ERROR = "error: ";
  private static final int LONGEST_LINE = 500;
  private static final long LARGEST_PROFILE = 32L << 20;

  @Override
  public String profile(MeasurementOrder order, Path folder, Path model, Consumer<String> progress)
      throws InterruptedException {
    try {
      Path preprocessing =
          Files.writeString(folder.resolve("preprocessing.json"), order.getPreprocessing());
      Process process = start(folder, arguments(order, folder, model, preprocessing));
      Thread ender = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(ender);
      try {
        return profile(process, folder, progress);
      } finally {
        end(process);
        Runtime.getRuntime().removeShutdownHook(ender);
      }
    } catch (IOException e) {
      throw new ScissionLiteException("cannot measure: " + AtomicWrite.reason(e), e);
    } catch (IllegalStateException e) {
      throw new ScissionLiteException("the edge is being stopped", e);
    }
  }

  /**
   * Each value in one word with its option, so that none can be taken for another option or for a
   * file of arguments.
   */
  private List<String> arguments(
      MeasurementOrder order, Path folder, Path model, Path preprocessing) {
    List<String> words = new ArrayList<>(List.of("benchmark", model.toString()));
    words.add("--tier=edge");
    words.add("--name=edge");
    words.add("--threads=" + threads);
    words.add("--warmup=" + order.getWarmup());
    words.add("--repeats=" + order.getRepeats());
    words.add("--transfer-layer=" + list(order.getTransferLayersList()));
    words.add("--typical-layer=" + list(order.getTypicalLayersList()));
    words.add("--max-cut-tensors=" + order.getMaxCutTensors());
    words.add("--preprocessing=" + preprocessing);
    words.add("--memory=" + order.getMemory());
    if (order.getBatch() > 0) {
      words.add("--batch=" + order.getBatch());
    }
    if (order.getIntervalNanos() > 0) {
      words.add(
          "--interval=" + String.format(Locale.ROOT, "%.9fs", order.getIntervalNanos() / 1e9));
    }
    words.add("--output=" + folder.resolve("profile"));
    return words;
  }

  private static String list(List<String> specs) {
    return specs.isEmpty() ? "none" : String.join(",", specs);
  }

  private static Process start(Path folder, List<String> arguments) throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    List<String> command = JavaProgram.command();
    command.addAll(List.of("-Djava.awt.headless=true", "-Djava.io.tmpdir=" + temporary, MAIN));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.OFF, "1");
    return builder.start();
  }

  private static String profile(Process process, Path folder, Consumer<String> progress)
      throws InterruptedException, IOException {
    Lines lines = new Lines(process, folder, progress);
    Thread reader = new Thread(lines, "edge-measurement-lines");
    reader.setDaemon(true);
    reader.start();
    int exit = process.waitFor();
    reader.join(TimeUnit.SECONDS.toMillis(5));
    return profileFile(folder.resolve("profile"))
        .orElseThrow(
            () ->
                exit == 2
                    ? new UsageException(lines.last(exit))
                    : new ScissionLiteException(lines.last(exit)));
  }

  /** A profile whose sums stray is written, too, and says so. */
  private static Optional<String> profileFile(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> file = files.filter(each -> each.toString().endsWith(".json")).findFirst();
      if (file.isEmpty()) {
        return Optional.empty();
      }
      if (Files.size(file.get()) > LARGEST_PROFILE) {
        throw new ScissionLiteException(
            "the profile has %d bytes, more than the %d that are sent; measure fewer layers or cuts"
                .formatted(Files.size(file.get()), LARGEST_PROFILE));
      }
      return Optional.of(Files.readString(file.get()));
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(2, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Passes on what the process says, but for its last error. */
  private static final class Lines implements Runnable {
    private final Process process;
    private final String folder;
    private final Consumer<String> progress;
    private volatile String error;

    Lines(Process process, Path folder, Consumer<String> progress) {
      this.process = process;
      this.folder = folder + "/";
      this.progress = progress;
    }

    @Override
    public void run() {
      try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          hear(line.replace(folder, ""));
        }
      } catch (IOException e) {
        // The process has ended.
      }
    }

    private void hear(String line) {
      String shown = line.substring(0, Math.min(LONGEST_LINE, line.length()));
      if (shown.startsWith(ERROR)) {
        error = shown.substring(ERROR.length());
      } else {
        progress.accept(shown);
      }
    }

    String last(int exit) {
      return error == null ? "its process ended with exit code " + exit : error;
    }
  }
}
