package org.scissionlite.cli.memory;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.OnnxWriter;
import org.scissionlite.onnx.Telemetry;
import org.scissionlite.profile.MemoryMeter;

/**
 * Measures slices in a process of its own, which loads each from a file as device and edge do, runs
 * it once, and tells how far its resident memory rose: weights, activations, and the engine's own
 * working memory. The bare Java process is not in the figure. It starts with the first slice.
 *
 * <p>Only Linux tells the peak; elsewhere nothing is known. The figures are good to a few
 * megabytes.
 */
public final class MemoryProcess implements MemoryMeter, AutoCloseable {
  /** Makes the C library give memory back at once, so that one slice does not live on another's. */
  private static final Map<String, String> GIVING_BACK =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "65536",
          "MALLOC_TRIM_THRESHOLD_", "65536");

  private final int threads;
  private Process process;
  private Path folder;
  private BufferedWriter questions;
  private BufferedReader answers;
  private boolean useless;

  /**
   * @param threads of the engine
   */
  public MemoryProcess(int threads) {
    this.threads = threads;
  }

  @Override
  public OptionalLong peakBytes(ModelGraph slice) {
    if (useless) {
      return OptionalLong.empty();
    }
    try {
      if (process == null) {
        start();
        ask(slice);
      }
      long bytes = ask(slice);
      useless = bytes == MemoryChild.UNKNOWN;
      return useless ? OptionalLong.empty() : OptionalLong.of(bytes);
    } catch (IOException | UncheckedIOException e) {
      useless = true;
      return OptionalLong.empty();
    }
  }

  private void start() throws IOException {
    folder = Files.createTempDirectory("scissionlite-memory");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:MaxDirectMemorySize=4g",
            MemoryChild.class.getName(),
            String.valueOf(threads));
    builder.environment().putAll(GIVING_BACK);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.OFF, "1");
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    questions = process.outputWriter();
    answers = process.inputReader();
  }

  private long ask(ModelGraph slice) throws IOException {
    Path file = folder.resolve("slice.onnx");
    OnnxWriter.write(slice, file);
    questions.write(file + "\n");
    questions.flush();
    String answer = answers.readLine();
    return answer == null || !answer.matches("\\d{1,18}")
        ? MemoryChild.UNKNOWN
        : Long.parseLong(answer);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      deleteFolder();
    }
  }

  private void deleteFolder() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
