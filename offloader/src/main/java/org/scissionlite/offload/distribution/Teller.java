package org.scissionlite.offload.distribution;

import java.util.function.Consumer;

/**
 * Tells what a user should know, and what goes on for long only once. Used by one thread at a time.
 */
final class Teller {
  private final Consumer<String> lines;
  private String last = "";

  Teller(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Something happened. */
  void tell(String line) {
    lines.accept(line);
  }

  /** Something is so; not told again until it was otherwise. */
  void once(String line) {
    if (!line.equals(last)) {
      last = line;
      lines.accept(line);
    }
  }

  /** What was told last is so no more. */
  void forget() {
    last = "";
  }
}
