package org.scissionlite.cli.terminal;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells who ends a command in the middle, by Ctrl-C or a signal, how things stand. */
public final class Interruption {
  private final Thread farewell;

  private Interruption(Thread farewell) {
    this.farewell = farewell;
  }

  /**
   * Begins to watch.
   *
   * @param teller takes the line
   * @param state what there is and how to go on, at that moment
   */
  static Interruption watch(Consumer<String> teller, Supplier<String> state) {
    Thread farewell = new Thread(() -> teller.accept("stopped; " + state.get()), "farewell");
    add(farewell);
    return new Interruption(farewell);
  }

  /** Whether the program is being ended; its threads run on until the very end. */
  public static boolean isUnderWay() {
    Thread probe = new Thread(() -> {});
    boolean underWay = !add(probe);
    if (!underWay) {
      remove(probe);
    }
    return underWay;
  }

  private static boolean add(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is being ended: the hook does its work.
    }
  }

  /** The command is done, well or not. */
  void unwatch() {
    remove(farewell);
  }
}
