package org.scissionlite.benchmarks.survival;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process of the law that is ready, can be killed, and can be stopped for a while. */
record Child(Process process) implements AutoCloseable {
  /** Starts a program, and waits until it prints "ready". */
  static Child start(ProcessBuilder program) throws IOException {
    Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (!"ready".equals(line)) {
      process.destroyForcibly();
      throw new IllegalStateException("the process did not start: " + line);
    }
    return new Child(process);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: it has no time to say goodbye. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP: its connections stand, and nobody answers. */
  void stop() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT: it goes on. */
  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, String.valueOf(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
