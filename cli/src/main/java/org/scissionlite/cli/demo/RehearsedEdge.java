package org.scissionlite.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.scissionlite.cli.service.JavaProgram;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.onnx.runtime.Telemetry;

/**
 * The edge of a rehearsal in a process of its own, which ends with this one.
 *
 * @param port on loopback
 */
record RehearsedEdge(Process process, int port) implements AutoCloseable {
  private static final String MAIN = "org.scissionlite.cli.OffloaderMain";

  /** Starts it, and waits until it listens. */
  static RehearsedEdge start() throws IOException {
    List<String> command = JavaProgram.command();
    command.addAll(List.of("-Djava.awt.headless=true", MAIN, "rehearse", "--part=edge"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.OFF, "1");
    Process process = builder.start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) {
      process.destroyForcibly();
      throw new ScissionLiteException("the edge of the rehearsal did not start");
    }
    return new RehearsedEdge(process, Integer.parseInt(line.strip()));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
