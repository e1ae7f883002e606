package org.scissionlite.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

class ProfileFileTest {
  private static final Profile PROFILE = new RandomProfiles(1).next();

  @TempDir private Path folder;

  @Test
  void whatIsRead_equalsWhatWasWritten() {
    RandomProfiles profiles = new RandomProfiles(7);
    for (int i = 0; i < 200; i++) {
      Profile profile = profiles.next();
      assertThat(ProfileFile.read(ProfileFile.write(folder, profile))).isEqualTo(profile);
    }
  }

  @Test
  void name_tellsTierSystemAndModelAndStaysInItsFolder() {
    SystemId titan = new SystemId(Tier.EDGE, "titan_cpu");
    assertThat(ProfileFile.name(titan, "DenseNet169")).isEqualTo("edge-titan_cpu-DenseNet169.json");
    assertThat(ProfileFile.name(titan, "../net")).isEqualTo("edge-titan_cpu-.._net.json");
  }

  @Test
  void fileNamesSchemaVersionFirst() throws IOException {
    Path file = ProfileFile.write(folder, PROFILE);
    assertThat(Files.readAllLines(file).get(1)).isEqualTo("  \"schemaVersion\" : 5,");
  }

  @Test
  void versionFour_isReadWithoutOutputsThatAreKept() throws IOException {
    Path file = ProfileFile.write(folder, tiny());
    String old =
        Files.readString(file)
            .replace("\"schemaVersion\" : 5", "\"schemaVersion\" : 4")
            .replace("    \"keptBytes\" : 0,\n", "");
    assertThat(old).doesNotContain("keptBytes");
    Files.writeString(file, old);
    assertThat(ProfileFile.read(file)).isEqualTo(tiny());
  }

  @Test
  void versionThree_isReadWithoutEntries() throws IOException {
    Profile profile = tiny(Timing.none(), new IntervalTimes(1, 1, 1.5, null, Timing.none()));
    Path file = ProfileFile.write(folder, profile);
    String old =
        withoutEntries(Files.readString(file))
            .replace("\"schemaVersion\" : 5", "\"schemaVersion\" : 3");
    assertThat(old).doesNotContain("entry").contains("steady");
    Files.writeString(file, old);
    assertThat(ProfileFile.read(file)).isEqualTo(profile);
  }

  private static String withoutEntries(String text) {
    return text.replaceAll(",?\\s*\"entry\" : \\{[^}]*\\}", "");
  }

  @Test
  void atIntervals_theEntryIsNotPartOfWhatIsMultiplied() {
    Timing entry = new Timing(70, 80, 1, 10);
    Profile seldom =
        tiny(Timing.none(), new IntervalTimes(1, 1, 3.0, null, entry)).slowedDown(2).atIntervals();
    assertThat(seldom.entry()).isEqualTo(entry.times(2));
    assertThat(seldom.sumOfBlocksNanos()).isEqualTo(6);
    assertThat(seldom.intervals()).isNull();
  }

  @Test
  void versionTwo_isReadWithoutTypicalLayersAndIntervals() throws IOException {
    Path file = ProfileFile.write(folder, tiny());
    String text = Files.readString(file);
    String old =
        withoutEntries(text)
            .replace("\"schemaVersion\" : 5", "\"schemaVersion\" : 2")
            .replace("    \"typicalLayers\" : [ ],\n", "")
            .replace("  \"intervals\" : null,\n", "");
    assertThat(old).doesNotContain("typicalLayers", "intervals");
    Files.writeString(file, old);
    assertThat(ProfileFile.read(file)).isEqualTo(tiny());
  }

  @Test
  void folder_isReadInOrderOfNamesAndOtherFilesAreLeftAlone() throws IOException {
    RandomProfiles profiles = new RandomProfiles(3);
    for (int i = 0; i < 5; i++) {
      ProfileFile.write(folder, profiles.next());
    }
    Files.writeString(folder.resolve("plan.json"), "{}");
    List<String> names =
        ProfileFile.readFolder(folder).stream()
            .map(profile -> ProfileFile.name(profile.system(), profile.model().name()))
            .toList();
    assertThat(names).hasSize(5).isSorted();
  }

  @Test
  void twoProfilesOfOneSystem_areRefusedWithBothFiles() throws IOException {
    Path file = ProfileFile.write(folder, PROFILE);
    Files.copy(file, folder.resolve("device-copy.json"));
    assertThatThrownBy(() -> ProfileFile.readFolder(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("device-copy.json")
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void missingFolder_isNamed() {
    assertThatThrownBy(() -> ProfileFile.readFolder(folder.resolve("no")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no folder of profiles");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "schemaVersion" : 5       | "schemaVersion" : 6      | schema version 1 to 5, got 6
          "schemaVersion" : 5       | "schemaVersion" : 0      | schema version 1 to 5, got 0
          "schemaVersion" : 5,      |                          | schemaVersion
          "medianNanos" : 1         | "medianNanos" : -1       | median -1
          "medianNanos" : 1         | "medianNanos" : NaN      | NaN
          "medianNanos" : 1         | "medianNanos" : 1e400    | medianNanos
          "medianNanos" : 1         | "medianNanos" : null     | medianNanos
          "index" : 0,              | "index" : 0, "x" : 1,    | x
          "medianNanos" : 1         | "medianNanos" : "x"      | medianNanos
          "outputBytes" : 8         | "outputBytes" : -8       | blocks[0]
          "tier" : "device"         | "tier" : "phone"         | tier
          "slowdown" : 2.0          | "slowdown" : 0.0         | slowdown
          "slowdown" : 2.0          | "slowdown" : -1e400      | slowdown
          "blocks" : [ {            | "cuts" : [ {             | cuts
          "warnings" : [ ]          | "warnings" : null        | warnings
          "entry" : {               | "entry" : null, "x" : {  | entry
          "index" : 0               | "index" : 1              | index
          "lastLayer" : 2           | "lastLayer" : 9          | layer 9
          """)
  void invalidField_isRefusedWithFileAndField(String old, String replacement, String named)
      throws IOException {
    Path file = ProfileFile.write(folder, tiny());
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, replacement == null ? "" : replacement));
    assertThatThrownBy(() -> ProfileFile.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
  }

  @Test
  void truncatedFile_isRefusedWhereverItEnds() throws IOException {
    Path file = ProfileFile.write(folder, tiny());
    String text = Files.readString(file);
    for (int end = 0; end < text.lastIndexOf('}'); end += 17) {
      Files.writeString(file, text.substring(0, end));
      assertThatThrownBy(() -> ProfileFile.read(file))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void hostileText_isRefused() throws IOException {
    Stream<String> texts =
        Stream.of(
            "", "[", "[]", "null", "7", "\u0000", "[".repeat(1_000_000), "{\"a\":".repeat(9999));
    for (String text : texts.toList()) {
      Path file = Files.writeString(folder.resolve("device-x.json"), text);
      assertThatThrownBy(() -> ProfileFile.read(file)).isInstanceOf(UsageException.class);
    }
  }

  @Test
  void missingFile_isAFailure() {
    assertThatThrownBy(() -> ProfileFile.read(folder.resolve("device-x.json")))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("device-x.json");
  }

  private static Profile tiny() {
    return tiny(Timing.none(), null);
  }

  private static Profile tiny(Timing entry, IntervalTimes intervals) {
    Timing one = new Timing(1, 1, 0, 1);
    return new Profile(
        new SystemId(Tier.DEVICE, "pi4"),
        new ProfiledModel("net", "ab", 3),
        new Provenance("e", 1, "c", 1, "o", "17", "2026-01-01T00:00:00Z", 1, 1, 2.0),
        List.of(new BlockProfile(0, 0, 2, "end", 8, one)),
        List.of(new CutProfile("input", 0, 8, one, List.of())),
        one,
        entry,
        intervals,
        List.of());
  }
}
