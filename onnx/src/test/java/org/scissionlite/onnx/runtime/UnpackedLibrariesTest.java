package org.scissionlite.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of native libraries when a process that used ONNX Runtime has ended. */
@EnabledOnOs(OS.LINUX)
class UnpackedLibrariesTest {
  private static final List<String> LIBRARIES =
      List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

  @TempDir Path folder;
  private Path temporary;

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  /** Uses ONNX Runtime, puts a file into the folder of its libraries if asked to, and ends. */
  static final class User {
    private User() {}

    public static void main(String[] names) throws IOException {
      System.out.println(new OrtEngine().description());
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      try (Stream<Path> inside = Files.list(temporary)) {
        for (Path unpacked : inside.filter(Files::isDirectory).toList()) {
          for (String name : names) {
            Files.writeString(unpacked.resolve(name), "somebody's");
          }
        }
      }
    }
  }

  @Test
  void whatWasUnpacked_isRemoved() throws Exception {
    runUser(List.of());
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void otherFilesBesideThem_stay() throws Exception {
    runUser(List.of(), "foreign.txt");
    try (Stream<Path> left = Files.walk(temporary).filter(Files::isRegularFile)) {
      assertThat(left.map(file -> file.getFileName().toString())).containsExactly("foreign.txt");
    }
  }

  @Test
  void librariesOfAGivenPlace_stay() throws Exception {
    for (Path place : List.of(folder, temporary)) {
      Path given = Files.createDirectory(place.resolve("onnxruntime-java1"));
      unpackTo(given);
      Files.writeString(given.resolve("foreign.txt"), "somebody's");

      runUser(List.of("-Donnxruntime.native.path=" + given));
      assertThat(given.toFile().list()).contains("foreign.txt").containsAll(LIBRARIES);

      runUser(
          LIBRARIES.stream()
              .map(library -> propertyOf(library) + "=" + given.resolve(library))
              .toList());
      assertThat(given.toFile().list()).contains("foreign.txt").containsAll(LIBRARIES);
    }
  }

  private static String propertyOf(String library) {
    return "-Donnxruntime.native." + library.replaceAll("^lib|\\.so$", "") + ".path";
  }

  private static void unpackTo(Path folder) throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    for (String library : LIBRARIES) {
      String resource = "/ai/onnxruntime/native/linux-" + machine + "/" + library;
      try (InputStream in = UnpackedLibrariesTest.class.getResourceAsStream(resource)) {
        Files.copy(Objects.requireNonNull(in, resource), folder.resolve(library));
      }
    }
  }

  private void runUser(List<String> properties, String... names) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary));
    command.addAll(properties);
    command.add(User.class.getName());
    command.addAll(Arrays.asList(names));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.OFF, "1");
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
