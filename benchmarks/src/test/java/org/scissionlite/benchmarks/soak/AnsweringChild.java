package org.scissionlite.benchmarks.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers each line with a line, every few milliseconds, and keeps so many bytes for each. */
final class AnsweringChild {
  private static final long PAUSE_MILLIS = 5;

  /** What is never given back. */
  static final List<ByteBuffer> KEPT = new ArrayList<>();

  private AnsweringChild() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int leakBytes = Integer.parseInt(arguments[0]);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (leakBytes > 0) {
        KEPT.add(ByteBuffer.allocateDirect(leakBytes));
      }
      System.out.println(line);
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
