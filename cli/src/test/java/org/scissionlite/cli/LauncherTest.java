package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code scissionlite}, with a Maven and a Java that only say what they were asked. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class LauncherTest {
  private static final String ARCHIVE_AT_ITS_PLACE =
      "-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ";

  private static final Path SCRIPT = Path.of("..", "scissionlite");
  private static final String BUILDING = "scissionlite: building";

  /** Makes the jar, then the rest when it is told to; how often it ran stands in a file. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo build >>builds
      mkdir -p cli/target
      touch cli/target/scissionlite.jar
      echo 'mvn: jar written'
      while [ -e hold ]; do sleep 0.1; done
      touch cli/target/rest
      """;

  private static final String FAILING_MAVEN = "#!/bin/sh\necho build >>builds\nexit 1\n";

  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -XX:ArchiveClassesAtExit=*) echo archive >"${argument#*=}" ;;
          *.jar) [ -e "${argument%/*}/rest" ] || echo 'started before the build was done' ;;
        esac
      done
      echo "java $*"
      """;

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();
  private Path home;
  private Path tools;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("a home"));
    tools = Files.createDirectory(folder.resolve("tools"));
    executable(home.resolve("scissionlite"), Files.readString(SCRIPT));
    executable(tools.resolve("mvn"), MAVEN);
    executable(tools.resolve("java"), JAVA);
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void twoFirstStarts_buildOnceAndTheSecondSaysThatItWaits() throws Exception {
    Path hold = Files.createFile(home.resolve("hold"));
    Process first = start(home.resolve("scissionlite"), "edge");
    BufferedReader said = first.inputReader();
    assertThat(said.readLine()).startsWith(BUILDING);
    assertThat(said.readLine()).isEqualTo("mvn: jar written");

    Process second = start(home.resolve("scissionlite"), "device");
    BufferedReader saidSecond = second.inputReader();
    assertThat(saidSecond.readLine())
        .startsWith("scissionlite: waiting for process %d, ".formatted(first.pid()));
    Files.delete(hold);

    assertThat(rest(said)).containsExactly(javaLine("edge"));
    assertThat(rest(saidSecond)).containsExactly(javaLine("device"));
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(builds()).isEqualTo(1);
    assertThat(home.resolve("target")).isEmptyDirectory();
  }

  @Test
  void builtOnce_startsAtOnceUntilASourceIsNewer() throws Exception {
    assertThat(run(home.resolve("scissionlite"))).hasSize(3).first().asString().contains(BUILDING);
    assertThat(run(home.resolve("scissionlite"))).containsExactly(javaLine("--help"));

    Path source = Files.createDirectories(home.resolve("core/src/main/java"));
    Files.writeString(source.resolve("A.java"), "");
    Files.setLastModifiedTime(home.resolve("cli/target/scissionlite.jar"), FileTime.fromMillis(0));
    assertThat(run(home.resolve("scissionlite"))).hasSize(3);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void lockOfAProcessThatIsGone_isRemoved() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    Files.createDirectories(home.resolve("target"));
    Files.createSymbolicLink(home.resolve("target/build.lock"), Path.of(Long.toString(gone.pid())));

    assertThat(run(home.resolve("scissionlite"))).hasSize(3).endsWith(javaLine("--help"));
    assertThat(home.resolve("target")).isEmptyDirectory();
  }

  @Test
  void failedBuild_endsWithOneAndLeavesNoLock() throws Exception {
    executable(tools.resolve("mvn"), FAILING_MAVEN);
    Process process = start(home.resolve("scissionlite"), "--help");
    assertThat(rest(process.inputReader())).hasSize(2).last().asString().contains("build failed");
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(home.resolve("target")).isEmptyDirectory();
  }

  @Test
  void startedThroughAChainOfLinks_buildsWhereTheScriptIs() throws Exception {
    Path links = Files.createDirectory(folder.resolve("links"));
    Path relative = links.resolve("relative");
    Files.createSymbolicLink(relative, Path.of("..", "a home", "scissionlite"));
    Path absolute = links.resolve("absolute");
    Files.createSymbolicLink(absolute, relative);
    Path last = Files.createSymbolicLink(folder.resolve("sl"), Path.of("links", "absolute"));

    assertThat(run(last)).endsWith(javaLine("--help"));
    assertThat(builds()).isEqualTo(1);
    assertThat(links.resolve("target")).doesNotExist();
  }

  /** Device and edge get options of their own. */
  private String javaLine(String argument) {
    Path target = home.resolve("cli/target");
    return "java -XX:SharedArchiveFile=%s/%s -Xlog:cds=off -Xlog:cds+dynamic=off %s-Djava.awt.headless=true -jar %s/scissionlite.jar %s"
        .formatted(
            target,
            argument.equals("device") ? "device-classes.jsa" : "classes.jsa",
            switch (argument) {
              case "device" ->
                  "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmn8m "
                      + ARCHIVE_AT_ITS_PLACE
                      + "-Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=5 "
                      + "-Dio.grpc.netty.shaded.io.netty.allocator.numDirectArenas=1 "
                      + "-Dio.grpc.netty.shaded.io.netty.allocator.numHeapArenas=1 ";
              case "edge" -> "-XX:+UseSerialGC -Xms64m " + ARCHIVE_AT_ITS_PLACE;
              default -> "";
            },
            target,
            argument);
  }

  @Test
  void archiveThatCannotBeMade_isDoneWithout() throws Exception {
    executable(
        tools.resolve("java"),
        "#!/bin/sh\ncase $1 in -XX:Archive*) exit 1 ;; esac\necho \"java $*\"\n");
    assertThat(run(home.resolve("scissionlite")))
        .last()
        .asString()
        .startsWith("java -Djava.awt.headless=true -jar ");
  }

  private List<String> run(Path script) throws Exception {
    Process process = start(script, "--help");
    List<String> lines = rest(process.inputReader());
    assertThat(process.waitFor()).as(lines::toString).isZero();
    return lines;
  }

  private Process start(Path script, String argument) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(script.toString(), argument);
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().remove("SCISSIONLITE_JAVA_OPTS");
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static List<String> rest(BufferedReader reader) {
    return reader.lines().collect(Collectors.toList());
  }

  private int builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
