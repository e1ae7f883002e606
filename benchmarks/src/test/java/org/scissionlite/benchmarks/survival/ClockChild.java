package org.scissionlite.benchmarks.survival;

import java.io.IOException;

/** Prints what both clocks say, for each byte that comes. */
final class ClockChild {
  private ClockChild() {}

  public static void main(String[] arguments) throws IOException {
    while (System.in.read() >= 0) {
      System.out.println(System.currentTimeMillis() + " " + System.nanoTime());
    }
  }
}
