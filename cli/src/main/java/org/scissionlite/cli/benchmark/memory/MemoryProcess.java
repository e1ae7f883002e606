package org.scissionlite.cli.benchmark.memory;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.file.FileTree;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.runtime.Telemetry;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.profile.memory.MemoryMeter;

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

  private static final int DELETING_TRIES = 50;
  private static final long DELETING_PAUSE_NANOS = 20_000_000;

  private final int threads;
  private final Thread ender = new Thread(this::end, "memory-ender");
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
    Runtime.getRuntime().addShutdownHook(ender);
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
    if (folder == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
      end();
    } catch (IllegalStateException e) {
      // The program is being ended: the hook does its work.
    }
  }

  /** Ends the process; what is being written for it meanwhile goes as well. */
  private void end() {
    if (process != null) {
      process.destroy();
    }
    for (int i = 0; i < DELETING_TRIES && Files.exists(folder); i++) {
      LockSupport.parkNanos(i == 0 ? 0 : DELETING_PAUSE_NANOS);
      FileTree.deleteQuietly(folder);
    }
  }
}
