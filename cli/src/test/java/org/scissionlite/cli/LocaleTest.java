package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.file.Sha256;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.TransferLayerProfile;

/** What is written is the same whatever language the machine speaks. */
class LocaleTest {
  private static final List<String> LANGUAGES = List.of("ar-EG", "fa-IR", "tr-TR", "de-DE");
  private static final String LEARNED = "learned:c=12,s=3";
  private static final Pattern NUMBER = Pattern.compile("%[-,.0-9]*[dfegx]");
  private static final Pattern FORMAT = Pattern.compile("\\.formatted\\(|String\\.format\\(");

  private final Locale before = Locale.getDefault();

  @TempDir private Path folder;

  @BeforeEach
  void speakNoLanguage() {
    Locale.setDefault(Locale.ROOT);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  /** Without the program's own choice of a locale: as a library in somebody's program. */
  @Test
  void filesAndJson_areTheSameInEveryLanguage() throws IOException {
    Path images = SmallImages.write(folder.resolve("images"), 12);
    TinyProfiles profiles = TinyProfiles.in(folder, 1);
    Map<String, String> expected = run(profiles, images);
    assertThat(expected.get("prepare")).contains("learned:c=12,s=3,step=0.5", "codec0.bin");
    for (String language : LANGUAGES) {
      Locale.setDefault(Locale.forLanguageTag(language));
      Map<String, String> found = run(profiles, images);
      assertThat(found.keySet()).as(language).isEqualTo(expected.keySet());
      found.forEach(
          (what, text) ->
              assertThat(text).as("%s in %s", what, language).isEqualTo(expected.get(what)));
    }
  }

  /** The JSON of the commands, and the files of a bundle by their hashes. */
  private Map<String, String> run(TinyProfiles profiles, Path images) throws IOException {
    Map<String, String> results = new TreeMap<>();
    results.put("inspect", out(CommandRun.of("inspect", profiles.model(), "--json")));
    results.put("plan", out(profiles.plan("--analyse", "--json", "--deadline", 1000)));
    results.put(
        "prepare",
        timeless(
            out(
                CommandRun.prepare(
                    folder,
                    "stem.relu",
                    "--transfer-layer",
                    LEARNED,
                    "--preprocessing",
                    "unit",
                    "--calibrate",
                    images,
                    "--json"))));
    Path bundle = folder.resolve("bundle");
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        results.put(bundle.relativize(file).toString(), hash(file));
      }
    }
    results.put(
        "evaluate",
        out(CommandRun.of("evaluate", bundle, "--data", images, "--no-pictures", "--json")));
    return results;
  }

  /** The hash of a file, for a manifest without the time at which it was written. */
  private static String hash(Path file) throws IOException {
    return file.endsWith("manifest.json")
        ? Sha256.of(timeless(Files.readString(file)))
        : Sha256.of(file);
  }

  private static String timeless(String manifest) {
    return manifest.replaceFirst("\"created\" : \"[0-9TZ:.-]+\"", "");
  }

  private static String out(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void profileOfAMachineThatSpeaksPersian_isReadByOthers() {
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    Path model = TinyModel.writeTo(folder);
    CommandRun.of(
        "benchmark",
        model,
        "--name",
        "pi4",
        "--memory",
        "computed",
        "--repeats",
        1,
        "--warmup",
        1,
        "--transfer-layer",
        "q8," + LEARNED,
        "-o",
        folder);
    assertThat(ProfileFile.read(folder.resolve("device-pi4-tiny.json")).cuts())
        .flatExtracting(cut -> cut.transferLayers())
        .extracting(TransferLayerProfile::spec)
        .contains("q8", "learned:c=12,s=3,step=0.5");
  }

  @Test
  void profileFile_hasTheSameFormInEveryLanguage() throws IOException {
    Path model = TinyModel.writeTo(folder);
    String expected = formOfProfile(model, "root");
    assertThat(expected).contains("\"spec\" : \"learned:c=N,s=N,step=N\"");
    for (String language : LANGUAGES) {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(formOfProfile(model, language)).as(language).isEqualTo(expected);
    }
  }

  /**
   * The profile's text with N for every number in the digits of a script, and without its warnings,
   * which depend on the moment.
   */
  private String formOfProfile(Path model, String place) throws IOException {
    Path profiles = folder.resolve(place);
    CommandRun run =
        CommandRun.of(
            "benchmark",
            model,
            "--name",
            "pi",
            "--memory",
            "computed",
            "--repeats",
            1,
            "--warmup",
            1,
            "--transfer-layer",
            "q8," + LEARNED,
            "-o",
            profiles);
    // Whether the times are to be trusted depends on what else runs here.
    assertThat(profiles).as(run.err()).isDirectoryContaining("glob:**/device-pi-tiny.json");
    String text = Files.readString(profiles.resolve("device-pi-tiny.json"));
    String undoubted = text.replaceAll("(?s)\"warnings\" : \\[.*?]", "");
    return undoubted.replaceAll("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?", "N");
  }

  @Test
  void whatPeopleRead_hasThePointAndTheDigitsOfTheDocumentation() throws Exception {
    TinyProfiles profiles = TinyProfiles.in(folder, 1);
    List<String> expected = profiles.plan().out().lines().toList();
    for (String language : List.of("ar-EG", "de-DE")) {
      ChildRun child =
          ChildRun.start(
              folder,
              List.of(
                  "-Duser.language=" + language.substring(0, 2),
                  "-Duser.country=" + language.substring(3)),
              "plan",
              profiles.model(),
              "--profiles",
              profiles.folder(),
              "--network",
              profiles.network());
      assertThat(child.exitCode()).isZero();
      assertThat(child.lines()).as(language).containsAll(expected);
    }
  }

  /** A number in a text has a locale, unless the text is that of an error. */
  @Test
  void libraries_formatNoNumberInTheMachinesLanguage() throws IOException {
    Path home = Path.of("").toAbsolutePath().getParent();
    List<String> found = new ArrayList<>();
    for (String module : List.of("core", "onnx", "zoo", "chart", "offloader", "trainer")) {
      try (Stream<Path> files = Files.walk(home.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          scan(file, found);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static void scan(Path file, List<String> found) throws IOException {
    String text = Files.readString(file);
    Matcher call = FORMAT.matcher(text);
    while (call.find()) {
      int begin =
          Math.max(text.lastIndexOf(";\n", call.start()), text.lastIndexOf("{\n", call.start()));
      String statement = text.substring(begin + 1, text.indexOf(";", call.end()));
      boolean error =
          Stream.of("Exception(", "throw ", "ProfileChecks.that(", "require(", "error(", "problem")
              .anyMatch(statement::contains);
      if (!error && !statement.contains("Locale.ROOT") && NUMBER.matcher(statement).find()) {
        found.add(file.getFileName() + ": " + statement.strip());
      }
    }
  }
}
