package org.scissionlite.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that replaces a folder again and again, each time with other content. */
final class FolderWriter {
  static final int FILES = 4;
  private static final int BYTES = 20_000;

  private FolderWriter() {}

  /** PLACE NAME TIMES: begins once something is written to its standard input. */
  public static void main(String[] arguments) throws IOException {
    Path place = Path.of(arguments[0]);
    System.out.println("ready");
    if (System.in.read() >= 0) {
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        write(place, arguments[1] + i);
      }
    }
  }

  static Process start(Path place, String name, int times) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            FolderWriter.class.getName(),
            place.toString(),
            name,
            String.valueOf(times));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    if (process.getInputStream().read() < 0) {
      throw new IOException("the writer does not begin");
    }
    return process;
  }

  static void begin(Process writer) throws IOException {
    writer.getOutputStream().write(1);
    writer.getOutputStream().flush();
  }

  static void write(Path place, String mark) {
    String content = content(mark);
    AtomicWrite.folder(
        place,
        draft -> {
          for (int i = 0; i < FILES; i++) {
            Files.writeString(draft.resolve("file" + i), content);
          }
        });
  }

  /** What stands in each file. */
  static String content(String mark) {
    return (mark + "\n").repeat(BYTES / mark.length());
  }

  /** The different contents of the folder's files; one where it is whole. */
  static Set<String> contents(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(FolderWriter::content).collect(Collectors.toSet());
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
