package org.scissionlite.cli.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.scissionlite.cli.service.JavaProgram;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.onnx.runtime.Telemetry;

/** This program once more, as a process of its own; it ends with this one. */
final class ChildProcess implements AutoCloseable {
  private static final String MAIN = "org.scissionlite.cli.Main";

  private final Process process;
  private final Path out;
  private final Path err;
  private final Thread ender;

  private ChildProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
    this.ender = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(ender);
  }

  /**
   * Starts a command as the launcher does, with what it prints in files of a folder.
   *
   * @param arguments the command's name first
   */
  static ChildProcess start(Path folder, String name, List<String> arguments) {
    List<String> command = JavaProgram.command();
    command.addAll(suited(arguments.get(0)));
    command.add("-Djava.awt.headless=true");
    command.add(MAIN);
    command.addAll(arguments);
    File out = folder.resolve(name + ".out").toFile();
    File err = folder.resolve(name + ".err").toFile();
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      builder.environment().put(Telemetry.OFF, "1");
      Process process = builder.start();
      return new ChildProcess(process, out.toPath(), err.toPath());
    } catch (IOException e) {
      throw new ScissionLiteException("cannot start a process: " + AtomicWrite.reason(e), e);
    }
  }

  /** The options of Java that the launcher gives a command and that change what it takes. */
  private static List<String> suited(String command) {
    return switch (command) {
      case "device" -> List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
      case "edge" -> List.of("-XX:+UseSerialGC");
      default -> List.of();
    };
  }

  /** Waits until it prints a line that begins so; the rest of that line. */
  String awaitLine(String beginning, long timeoutMillis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (System.nanoTime() < end) {
      String found = findLine(beginning);
      if (found != null) {
        return found;
      }
      if (waitFor(50)) {
        throw failure();
      }
    }
    throw new ScissionLiteException("a process of the demo did not get ready in time");
  }

  private String findLine(String beginning) {
    try (BufferedReader lines = Files.newBufferedReader(out, StandardCharsets.UTF_8)) {
      return lines
          .lines()
          .filter(line -> line.startsWith(beginning))
          .map(line -> line.substring(beginning.length()))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new ScissionLiteException("cannot read the output of a process of the demo", e);
    }
  }

  /** Waits for its end; the file with what it printed. */
  Path awaitOutput(long timeoutMillis) {
    if (!waitFor(timeoutMillis)) {
      throw new ScissionLiteException("a process of the demo did not end in time");
    }
    if (process.exitValue() != 0) {
      throw failure();
    }
    return out;
  }

  private boolean waitFor(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScissionLiteException("the demo was interrupted", e);
    }
  }

  private ScissionLiteException failure() {
    try {
      return new ScissionLiteException(
          "a process of the demo failed: " + Files.readString(err).strip());
    } catch (IOException e) {
      return new ScissionLiteException("a process of the demo failed", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    waitFor(10_000);
    Runtime.getRuntime().removeShutdownHook(ender);
  }
}
