package org.scissionlite.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.benchmarks.load.DevicesMain.Played;
import org.scissionlite.file.Json;
import org.scissionlite.plan.capacity.Arrivals;
import org.scissionlite.protocol.ModelInferRequest;

/** Devices in a process of their own, so that the edge is not charged with what they do. */
public final class DevicesChild implements AutoCloseable {
  /** So large that its collections, in which all devices stand still, are rare. */
  private static final String YOUNG_HEAP = "-Xmn256m";

  private final Process process;
  private final PrintStream commands;
  private final BufferedReader results;

  private DevicesChild(Process process) {
    this.process = process;
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.results = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts the process.
   *
   * @param cores such as 1 or 2-3, as taskset takes them; empty for those of this process
   */
  public static DevicesChild start(ModelInferRequest request, Path folder, String cores)
      throws IOException {
    Path file = folder.resolve("request.bin");
    Files.write(file, request.toByteArray());
    List<String> command = new ArrayList<>();
    if (!cores.isEmpty()) {
      command.addAll(List.of("taskset", "-c", cores));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            YOUNG_HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            DevicesMain.class.getName(),
            file.toString()));
    return new DevicesChild(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** So many devices of an edge on this machine, instead of those before. */
  public void connect(int port, int count) throws IOException {
    Played unused = ask(String.format(Locale.ROOT, "connect %d %d", port, count));
  }

  /** As {@link Devices#closedLoop}. */
  Played closedLoop(double seconds) throws IOException {
    return ask("closed " + seconds);
  }

  /** Images come when they come, whether or not those before were answered. */
  public Measured openLoop(Arrivals arrivals, double seconds) throws IOException {
    return ask(String.format(
            Locale.ROOT,
            "open %s %s %d %s",
            arrivals.pattern(),
            arrivals.rate(),
            arrivals.cameras(),
            seconds))
        .measured();
  }

  /**
   * Each asks twice and gives the first up at once, again and again.
   *
   * @return requests that were kept and answered
   */
  public int givingUp(int rounds) throws IOException {
    return ask("give-up " + rounds).kept();
  }

  private Played ask(String command) throws IOException {
    commands.println(command);
    String line = results.readLine();
    if (line == null) {
      throw new IOException("the process of the devices has ended at: " + command);
    }
    return Json.parse(line.getBytes(StandardCharsets.UTF_8), Played.class, command, "devices");
  }

  @Override
  public void close() {
    commands.close();
    process.destroy();
  }
}
