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
  private static final String SMALL =
      "-XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ";

  private static final String ONE_COMPILER = "-XX:CICompilerCount=1 ";

  private static final Path SCRIPT = Path.of("..", "scissionlite");
  private static final String START = "distribution/src/main/package/common/start.sh";
  private static final String PREPARING = "scissionlite: preparing the start with Java ";
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
          -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) echo archive >"${argument#*=}" ;;
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
    Files.createDirectories(home.resolve(START).getParent());
    Files.copy(Path.of("..").resolve(START), home.resolve(START));
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

  @Test
  void anotherJava_getsAnArchiveOfItsOwnAtItsFirstStart() throws Exception {
    useJava("17.0.15+6-Debian-1deb12u1");
    assertThat(run(home.resolve("scissionlite"), "device"))
        .last()
        .isEqualTo(javaLine("device", "device-17.0.15+6-Debian-1deb12u1.jsa"));

    useJava("25.0.3+9-LTS");
    assertThat(run(home.resolve("scissionlite"), "device"))
        .containsExactly(PREPARING + "25.0.3+9-LTS (once)", java25Line());
    assertThat(run(home.resolve("scissionlite"), "device")).containsExactly(java25Line());

    useJava("17.0.15+6-Debian-1deb12u1");
    assertThat(run(home.resolve("scissionlite"), "device"))
        .containsExactly(javaLine("device", "device-17.0.15+6-Debian-1deb12u1.jsa"));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void archiveThatIsOlderThanTheProgram_isMadeAnew() throws Exception {
    useJava("25.0.3+9-LTS");
    assertThat(run(home.resolve("scissionlite"), "device")).hasSize(3);
    Path archive = home.resolve("cli/target/start/device-25.0.3+9-LTS.aot");
    Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
    assertThat(run(home.resolve("scissionlite"), "device"))
        .containsExactly(PREPARING + "25.0.3+9-LTS (once)", java25Line());
  }

  /** The launcher finds a Java of that version. */
  private void useJava(String version) throws IOException {
    Path java = folder.resolve("java " + version + "/bin/java");
    if (Files.notExists(java)) {
      Files.createDirectories(java.getParent());
      executable(java, JAVA);
      Files.writeString(
          java.getParent().resolveSibling("release"),
          "IMPLEMENTOR=\"Somebody\"\nJAVA_RUNTIME_VERSION=\"%s\"\nJAVA_VERSION=\"%s\"\n"
              .formatted(version, version.replaceAll("\\+.*", "")));
    }
    Files.deleteIfExists(tools.resolve("java"));
    Files.createSymbolicLink(tools.resolve("java"), java);
  }

  private String javaLine(String argument) {
    return javaLine(argument, argument.equals("device") ? "device-java.jsa" : "both-java.jsa");
  }

  /** Device and edge get options of their own. */
  private String javaLine(String argument, String archive) {
    Path target = home.resolve("cli/target");
    return "java -XX:SharedArchiveFile=%s/start/%s -Xlog:cds=off -Xlog:cds+dynamic=off %s-Djava.awt.headless=true -jar %s/scissionlite.jar %s"
        .formatted(target, archive, suited(argument), target, argument);
  }

  private String java25Line() {
    Path target = home.resolve("cli/target");
    return "java -XX:AOTCache=%s/start/device-25.0.3+9-LTS.aot -Xlog:aot=off --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %s-Djava.awt.headless=true -jar %s/scissionlite.jar device"
        .formatted(target, suited("device"), target);
  }

  /** What the launcher gives Java for a command. */
  static String suited(String command) {
    return switch (command) {
      case "device" ->
          SMALL
              + "-XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=20 -XX:StringTableSize=8192 "
              + ONE_COMPILER
              + "-Xms16m -Xmn8m "
              + "-Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=5 "
              + "-Dio.grpc.netty.shaded.io.netty.allocator.numDirectArenas=1 "
              + "-Dio.grpc.netty.shaded.io.netty.allocator.numHeapArenas=1 ";
      case "edge" -> SMALL + "-Xms64m ";
      default -> "";
    };
  }

  /** Java refuses to start with one thread for two compilers. */
  @Test
  void userWhoAsksForTheSecondCompiler_getsAThreadForEach() throws Exception {
    assertThat(run(home.resolve("scissionlite"), "device"))
        .last()
        .asString()
        .contains(ONE_COMPILER);
    Process process = start(home.resolve("scissionlite"), "device", "-XX:TieredStopAtLevel=4");
    assertThat(rest(process.inputReader()))
        .singleElement()
        .asString()
        .contains("-XX:TieredStopAtLevel=4")
        .doesNotContain("CICompilerCount");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void archiveThatCannotBeMade_isTriedOnceAndDoneWithout() throws Exception {
    executable(
        tools.resolve("java"),
        "#!/bin/sh\ncase $1 in -XX:Archive*) exit 1 ;; esac\necho \"java $*\"\n");
    for (int i = 0; i < 2; i++) {
      assertThat(run(home.resolve("scissionlite"), "device"))
          .hasSize(i == 0 ? 3 : 1)
          .last()
          .asString()
          .startsWith("java -XX:+UseSerialGC ");
    }
  }

  private List<String> run(Path script) throws Exception {
    return run(script, "--help");
  }

  private List<String> run(Path script, String argument) throws Exception {
    Process process = start(script, argument);
    List<String> lines = rest(process.inputReader());
    assertThat(process.waitFor()).as(lines::toString).isZero();
    return lines;
  }

  private Process start(Path script, String argument) throws IOException {
    return start(script, argument, "");
  }

  private Process start(Path script, String argument, String javaOptions) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(script.toString(), argument);
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().put("SCISSIONLITE_JAVA_OPTS", javaOptions);
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
