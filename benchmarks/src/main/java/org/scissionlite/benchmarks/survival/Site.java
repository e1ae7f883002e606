package org.scissionlite.benchmarks.survival;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scissionlite.onnx.runtime.Telemetry;

/** Where device and edge run, and the link between them. */
interface Site extends AutoCloseable {
  /** Where the edge listens. */
  Place edge();

  /** Where the device finds it. */
  Place edgeFromDevice();

  /** A program of this class path where the edge runs. */
  ProcessBuilder onEdge(Class<?> main, String... arguments);

  /** A program of this class path where the device runs. */
  ProcessBuilder onDevice(Class<?> main, String... arguments);

  /** Nothing passes. */
  void cut();

  /** The link loses or delays a part of what passes. */
  void impair();

  /** The link is well. */
  void restore();

  @Override
  void close();

  /** Host and port. */
  record Place(String host, int port) {}

  /** A Java program of this class path. */
  static List<String> java(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m"));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Starts with this class path, which may be too long for a command line. */
  static ProcessBuilder program(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.OFF, "1");
    return builder;
  }
}
