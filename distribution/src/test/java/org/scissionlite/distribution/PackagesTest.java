package org.scissionlite.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build packed is installed and run as its user would. */
class PackagesTest {
  private static final Path TARGET = Path.of("target");
  private static final long MOST_BYTES = 45_000_000;
  private static final long SECONDS = 300;

  /** e_machine of an ELF file, at byte 18. */
  private static final Map<Integer, String> MACHINES = Map.of(62, "x86_64", 183, "aarch64");

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"device,x86_64", "device,aarch64", "edge,x86_64", "edge,aarch64"})
  void archive_holdsNativeCodeOfOneProcessorAndNoTraining(String command, String machine)
      throws Exception {
    Path archive = archive(command, machine);
    Path home = unpack(archive, command);

    assertThat(Files.size(archive)).isLessThan(MOST_BYTES);
    Map<String, Integer> machines = new HashMap<>();
    for (Path jar : files(home.resolve("lib"), ".jar")) {
      assertThat(jar.getFileName().toString())
          .doesNotContain("torch", "openblas", "trainer", "jfreechart", "scissionlite-chart");
      count(jar, machines);
    }
    assertThat(machines).containsOnlyKeys(machine);
    assertThat(machines.get(machine))
        .as("ONNX Runtime's two, zstd, netty's, WebP")
        .isGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"device", "edge"})
  void archive_runsWithJavaAlone(String command) throws Exception {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "skipped: this is no x86-64");
    Path program =
        unpack(archive(command, "x86_64"), command).resolve("bin/scissionlite-" + command);

    assertThat(run(List.of(program.toString(), "--version"))).startsWith("ScissionLite for Java");
    assertThat(run(List.of(program.toString(), "rehearse"))).contains("one picture was answered");
    assertThat(run(List.of(program.toString(), "--help"))).contains("Usage: scissionlite");
  }

  /** A cache of classes that are linked ahead of time is one of the Java's version and no other. */
  @Test
  void java25_startsFromItsCache_andQuietlyWithoutOneThatIsDamaged() throws Exception {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "skipped: this is no x86-64");
    Optional<Path> java = java25();
    assumeTrue(java.isPresent(), "skipped: no Java 25 in /usr/lib/jvm, and none in JAVA25_HOME");
    environment.put("JAVA_HOME", java.get().toString());
    Path start = Files.createDirectory(folder.resolve("start"));
    environment.put("SCISSIONLITE_START_CACHE", start.toString());
    String program = unpack(archive("device", "x86_64"), "device") + "/bin/scissionlite-device";
    String answered = "one picture was answered\n";

    assertThat(run(List.of(program, "prepare-start"))).isEmpty();
    assertThat(files(start, "")).hasSize(1);
    Path cache = files(start, ".aot").get(0);
    assertThat(run(List.of(program, "rehearse", "--part=device"))).isEqualTo(answered);
    environment.put("SCISSIONLITE_JAVA_OPTS", "-Xlog:class+load");
    assertThat(run(List.of(program, "rehearse", "--part=device")))
        .containsPattern("org\\.scissionlite\\.\\S+ source: shared objects file");
    environment.remove("SCISSIONLITE_JAVA_OPTS");
    Files.write(cache, Arrays.copyOf(Files.readAllBytes(cache), 1_000_000));
    assertThat(run(List.of(program, "rehearse", "--part=device"))).isEqualTo(answered);
  }

  private static Optional<Path> java25() throws IOException {
    String named = System.getenv("JAVA25_HOME");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path all = Path.of("/usr/lib/jvm");
    if (Files.notExists(all)) {
      return Optional.empty();
    }
    try (Stream<Path> each = Files.list(all)) {
      return each.filter(PackagesTest::isJava25).sorted().findFirst();
    }
  }

  private static boolean isJava25(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines.anyMatch(line -> line.matches("JAVA_VERSION=\"(2[5-9]|[3-9]\\d).*"));
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"device", "edge"})
  void debianPackage_installsRunsAsItsUserAndLeavesNothing(String command) throws Exception {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "skipped: this is no x86-64");
    assumeTrue(mayMount(), "skipped: needs root, dpkg, and mount namespaces with overlays");
    Path script = Path.of("src/test/resources/install.sh").toAbsolutePath();

    Sections said =
        Sections.of(
            run(
                List.of(
                    "unshare", "--mount", script.toString(), deb(command).toString(), command)));

    assertThat(said.under("files"))
        .contains(
            "/usr/bin/scissionlite-" + command,
            "/etc/scissionlite/" + command + ".conf",
            "/lib/systemd/system/scissionlite-" + command + ".service",
            command.equals("device") ? "device-" : "both-");
    assertThat(said.under("user")).startsWith("scissionlite:x:");
    assertThat(said.under("run")).contains("ScissionLite for Java", "one picture was answered");
    assertThat(said.under("unit")).isBlank();
    assertThat(said.under("purge"))
        .contains("Purging configuration")
        .doesNotContain("/scissionlite");
  }

  /** The example's arguments are understood: what is missing is what its user has to bring. */
  @ParameterizedTest
  @CsvSource({"edge,/etc/scissionlite/edge.crt", "device,/var/lib/scissionlite-device/pictures"})
  void exampleArguments_areUnderstood(String command, String missing) throws Exception {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "skipped: this is no x86-64");
    Path home = unpack(archive(command, "x86_64"), command);

    String said =
        runFailing(
            List.of(
                home + "/bin/scissionlite-" + command,
                command,
                "@" + home.resolve("etc/" + command + ".conf")));

    assertThat(said).contains(missing).doesNotContain("unknown option");
  }

  private static void count(Path jar, Map<String, Integer> machines) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        assertThat(entry.getName()).doesNotEndWith(".dll").doesNotEndWith(".dylib");
        if (entry.getName().endsWith(".so")) {
          try (InputStream in = zip.getInputStream(entry)) {
            byte[] head = in.readNBytes(20);
            machines.merge(
                MACHINES.getOrDefault(Byte.toUnsignedInt(head[18]), "another"), 1, Integer::sum);
          }
        }
      }
    }
  }

  private Path unpack(Path archive, String command) throws Exception {
    run(List.of("tar", "xzf", archive.toString(), "-C", folder.toString()));
    return folder.resolve("scissionlite-" + command);
  }

  private static Path archive(String command, String machine) throws IOException {
    return only("scissionlite-" + command + "-", "-linux-" + machine + ".tar.gz");
  }

  private static Path deb(String command) throws IOException {
    return only("scissionlite-" + command + "_", "_amd64.deb");
  }

  private static Path only(String start, String end) throws IOException {
    List<Path> found =
        files(TARGET, end).stream()
            .filter(file -> file.getFileName().toString().startsWith(start))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0).toAbsolutePath();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }

  private boolean mayMount() throws Exception {
    Path upper = Files.createDirectory(folder.resolve("upper"));
    String probe =
        "mount -t tmpfs t '%s' && cd '%s' && mkdir u w r && mount -t overlay o -o lowerdir=/,upperdir=u,workdir=w r && command -v dpkg"
            .formatted(upper, upper);
    Process process = start(List.of("unshare", "--mount", "sh", "-c", probe));
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private String run(List<String> command) throws Exception {
    Process process = start(command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", said).isZero();
    return said;
  }

  private String runFailing(List<String> command) throws Exception {
    Process process = start(command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", said).isNotZero();
    return said;
  }

  /**
   * With nothing of this process's environment but where programs and Java are, and what the test
   * adds.
   */
  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What a script printed, by the headings that it printed. */
  private record Sections(Map<String, String> texts) {
    static Sections of(String said) {
      Map<String, String> texts = new HashMap<>();
      String heading = "";
      for (String line : said.split("\n", -1)) {
        if (line.startsWith("== ")) {
          heading = line.substring(3);
          texts.put(heading, "");
        } else {
          texts.merge(heading, line + "\n", String::concat);
        }
      }
      return new Sections(texts);
    }

    String under(String heading) {
      assertThat(texts).containsKey(heading);
      return texts.get(heading);
    }
  }
}
