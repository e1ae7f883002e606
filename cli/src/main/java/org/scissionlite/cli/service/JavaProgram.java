package org.scissionlite.cli.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How another process of the Java that runs this one begins. */
public final class JavaProgram {
  private static final int WARNS_OF_NATIVE_MEMORY = 24;

  private JavaProgram() {}

  /**
   * The beginning of a command line: the program, and what lets libraries use native memory without
   * the warning of a later Java. Options and the main class follow.
   */
  public static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(allowing(Runtime.version().feature()));
    return command;
  }

  static List<String> allowing(int feature) {
    return feature >= WARNS_OF_NATIVE_MEMORY
        ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        : List.of();
  }
}
