package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.scissionlite.onnx.runtime.Telemetry;

/**
 * One run of the command line in a process of its own, as a user has it.
 *
 * @param process that runs
 * @param log where it prints
 */
record ChildRun(Process process, Path log) {
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Starts a command; a folder takes its log and its temporary files. */
  static ChildRun start(Path folder, Object... arguments) throws IOException {
    return start(folder, List.of(), arguments);
  }

  /** The same in a Java with further options. */
  static ChildRun start(Path folder, List<String> javaOptions, Object... arguments)
      throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(javaOptions);
    command.add(Main.class.getName());
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.OFF, "1");
    return new ChildRun(builder.start(), log);
  }

  /**
   * Asks it to end as soon as something is so: with SIGTERM, which Java answers as it does Ctrl-C's
   * SIGINT. The latter is ignored by whatever a shell has started in the background.
   */
  ChildRun interruptWhen(BooleanSupplier condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + TIMEOUT_NANOS;
    while (!condition.getAsBoolean() && process.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start().waitFor();
    return this;
  }

  /** Whether it has printed a line that begins so. */
  boolean saidLine(String beginning) {
    return lines().stream().anyMatch(line -> line.startsWith(beginning));
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(TIMEOUT_NANOS, TimeUnit.NANOSECONDS)).isTrue();
    return process.exitValue();
  }

  List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
