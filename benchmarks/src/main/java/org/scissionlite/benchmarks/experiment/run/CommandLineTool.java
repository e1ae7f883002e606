package org.scissionlite.benchmarks.experiment.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;

/**
 * The command line of ScissionLite, as a user runs it: a process of its own for each command.
 *
 * @param folder where the commands and what they print are kept
 */
record CommandLineTool(Path folder) {
  private static final String MAIN = "org.scissionlite.cli.Main";

  /**
   * Runs a command to its end.
   *
   * @throws ScissionLiteException if it fails; names the file with what it printed
   */
  void run(String... arguments) throws IOException, InterruptedException {
    String line = "scissionlite " + String.join(" ", arguments) + "\n";
    Path log = folder.resolve("commands.log");
    append(folder.resolve("commands.txt"), line);
    append(log, line);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", MAIN));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    Process process = builder.start();
    Thread ender = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(ender);
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(ender);
    if (code != 0) {
      throw new ScissionLiteException(
          "'%s' ended with %d; %s tells why".formatted(line.strip(), code, log));
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
