package org.scissionlite.benchmarks.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The script that makes two network namespaces, {@code device} and {@code edge}, with an emulated
 * link between them.
 */
public record Testbed(Path script) implements AutoCloseable {
  /** The edge's address. */
  public static final String EDGE = "10.77.0.2";

  /** Makes the namespaces and the link; both are gone when this process ends, however it does. */
  static Testbed up(Path script, LawGrid.Setting setting) {
    return up(script, setting.megabits(), setting.roundTripMillis());
  }

  /** The same with a link of so many Mbit/s and milliseconds. */
  public static Testbed up(Path script, double megabits, double roundTripMillis) {
    Testbed testbed = new Testbed(script);
    Runtime.getRuntime().addShutdownHook(new Thread(testbed::close));
    testbed.call("up", megabits, roundTripMillis, 0);
    return testbed;
  }

  /** Changes the link while traffic flows. */
  void set(LawGrid.Setting setting) {
    set(setting.megabits(), setting.roundTripMillis(), 0);
  }

  /**
   * Changes the link while traffic flows.
   *
   * @param megabits a second; 0 cuts it
   * @param lossPercent how many of 100 packets are lost
   */
  public void set(double megabits, double roundTripMillis, double lossPercent) {
    call("set", megabits, roundTripMillis, lossPercent);
  }

  private void call(String action, double megabits, double roundTripMillis, double lossPercent) {
    run(
        List.of(
            script.toString(),
            action,
            "--rate",
            String.format(Locale.ROOT, "%.3f", megabits),
            "--rtt",
            String.format(Locale.ROOT, "%.3f", roundTripMillis),
            "--loss",
            String.format(Locale.ROOT, "%.3f", lossPercent)));
  }

  /** A Java program of this class path in one of the namespaces. */
  public ProcessBuilder java(String namespace, Class<?> main, String... arguments) {
    return java(namespace, List.of(), main, arguments);
  }

  /** The same with options for the JVM. */
  public ProcessBuilder java(
      String namespace, List<String> options, Class<?> main, String... arguments) {
    return java(List.of(namespace), options, main, arguments);
  }

  /** A Java program of this class path on the device, with a quota in percent of one core. */
  public ProcessBuilder javaOfQuota(double percent, Class<?> main, String... arguments) {
    String quota = String.format(Locale.ROOT, "%.1f", percent);
    return java(List.of("device", "--cpu", quota), List.of(), main, arguments);
  }

  private ProcessBuilder java(
      List<String> place, List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(place);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run(List.of(script.toString(), "down"));
  }
}
