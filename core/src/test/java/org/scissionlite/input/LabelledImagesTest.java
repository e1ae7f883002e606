package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.UsageException;

class LabelledImagesTest {
  @TempDir private Path folder;

  @BeforeEach
  void images() throws IOException {
    Files.createDirectories(folder.resolve("rust"));
    Files.createDirectories(folder.resolve("dent"));
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("rust/" + i + ".png"), "");
      Files.writeString(folder.resolve("dent/" + i + ".png"), "");
    }
  }

  @Test
  void namesInTheList_areNumberedAlphabetically() throws IOException {
    labels("file,label,split\nrust/0.png,rust,train\ndent/0.png,dent,test\n");
    LabelledImages images = LabelledImages.read(folder);
    assertThat(images.classes()).containsExactly("dent", "rust");
    assertThat(images.split("train").images())
        .extracting(LabelledImages.Labelled::label)
        .containsExactly(1);
  }

  @Test
  void nameWithAComma_isQuoted() throws IOException {
    Files.writeString(folder.resolve("rust/a, b.png"), "");
    labels("file,label,split\r\n\"rust/a, b.png\",\"rust, deep\",train\r\n");
    LabelledImages images = LabelledImages.read(folder);
    assertThat(images.classes()).containsExactly("rust, deep");
    assertThat(images.images().get(0).file()).isEqualTo(folder.resolve("rust/a, b.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void tableOfASpreadsheet_isRead(String charset) throws IOException {
    Files.writeString(folder.resolve("rust/ä; b.png"), "");
    String table =
        "\uFEFFfile;label;split\r\n\"rust/ä; b.png\";grün;train\r\nrust\\1.png;rot;test\r\n";
    Files.write(folder.resolve("labels.csv"), table.getBytes(Charset.forName(charset)));

    LabelledImages images = LabelledImages.read(folder);

    assertThat(images.classes()).containsExactly("grün", "rot");
    assertThat(images.images())
        .extracting(LabelledImages.Labelled::file)
        .containsExactly(folder.resolve("rust/ä; b.png"), folder.resolve("rust/1.png"));
  }

  @Test
  void numbersInTheList_areTheModelsOwn() throws IOException {
    labels("file,label,split\nrust/0.png,10,train\ndent/0.png,9,train\n");
    LabelledImages images = LabelledImages.read(folder);
    assertThat(images.classes()).hasSize(11);
    assertThat(images.images()).extracting(LabelledImages.Labelled::label).containsExactly(10, 9);
  }

  @Test
  void classFolders_areDividedTheSameWayEveryTime() {
    LabelledImages images = LabelledImages.read(folder);
    assertThat(images.splits()).containsExactly("test", "train", "val");
    assertThat(images.split("train").images()).hasSize(12);
    assertThat(images.split("test").images()).hasSize(4);
    assertThat(LabelledImages.read(folder)).isEqualTo(images);
  }

  @Test
  void partsWithClassFolders_areTaken() throws IOException {
    Path data = folder.resolve("parts");
    Files.createDirectories(data.resolve("train/a"));
    Files.createDirectories(data.resolve("test/b"));
    Files.writeString(data.resolve("train/a/1.png"), "");
    Files.writeString(data.resolve("test/b/1.png"), "");
    LabelledImages images = LabelledImages.read(data);
    assertThat(images.splits()).containsExactly("test", "train");
    assertThat(images.classes()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({"Train,valid", "training,validation", "train,dev"})
  void otherNamesOfParts_areUnderstood(String train, String validation) throws IOException {
    Path data = folder.resolve("parts");
    for (String part : new String[] {train, validation}) {
      for (String name : new String[] {"a", "b"}) {
        Files.createDirectories(data.resolve(part).resolve(name));
        Files.writeString(data.resolve(part).resolve(name).resolve("1.png"), "");
      }
    }
    assertThat(LabelledImages.read(data).splits()).containsExactly("train", "val");
    assertThat(LabelledImages.read(data).classes()).containsExactly("a", "b");
  }

  /** As notebooks, archives and operating systems leave them. */
  @Test
  void hiddenAndSystemFiles_areNoImagesAndNoClasses() throws IOException {
    LabelledImages tidy = LabelledImages.read(folder);
    for (String name :
        List.of(
            ".ipynb_checkpoints/0.png",
            "__MACOSX/rust/._0.png",
            "rust/.ipynb_checkpoints/0-checkpoint.png",
            "rust/._0.png",
            "rust/Thumbs.db",
            "desktop.ini",
            ".DS_Store",
            "preview.png")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "");
    }
    assertThat(LabelledImages.read(folder)).isEqualTo(tidy);
    assertThat(LabelledImages.notes(folder))
        .hasSize(2)
        .element(1, InstanceOfAssertFactories.STRING)
        .startsWith("note: data %s: 8 files skipped".formatted(folder));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void links_areFollowedWithoutEnd() throws IOException {
    Path elsewhere = folder.resolve(".elsewhere");
    Files.createDirectories(elsewhere.resolve("hole"));
    Files.writeString(elsewhere.resolve("hole/0.png"), "");
    Files.createSymbolicLink(folder.resolve("hole"), elsewhere.resolve("hole"));
    Files.createSymbolicLink(folder.resolve("again"), folder);
    Files.createSymbolicLink(folder.resolve("rust/up"), folder);
    Files.createSymbolicLink(folder.resolve(".data"), folder);

    LabelledImages images = LabelledImages.read(folder.resolve(".data"));

    assertThat(images.classes()).containsExactly("dent", "hole", "rust");
    assertThat(images.images()).hasSize(21);
  }

  /** Two parts may be links to one folder. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void partThatIsALinkToAnother_isAPartOfItsOwn() throws IOException {
    Path data = Files.createDirectory(folder.resolve(".parts"));
    Files.createSymbolicLink(data.resolve("val"), folder);
    Files.createSymbolicLink(data.resolve("test"), folder);

    assertThat(LabelledImages.read(data).split("val").images()).hasSize(20);
    assertThat(LabelledImages.read(data).split("test").images()).hasSize(20);
  }

  @Test
  void classFoldersWithoutParts_areSaidToBeDivided() {
    assertThat(LabelledImages.notes(folder))
        .containsExactly(
            "note: data %s: there are no folders train, val and test, so a hash of each file's name puts 60 %% of each class into 'train', 20 %% into 'val' and 20 %% into 'test', always the same"
                .formatted(folder));
  }

  @Test
  void unusableLists_nameTheLine() throws IOException {
    labels("file,class\nrust/0.png,rust\n");
    assertRefused("labels.csv, line 1: expected the columns file,label,split, got 'file,class'");
    labels("file,label,split\nrust/0.png,rust,train\nrust/77.png,rust,train\n");
    assertRefused("labels.csv, line 3: no image 'rust/77.png' in this folder");
    labels("file,label,split\n../../etc/passwd,rust,train\n");
    assertRefused("line 2: no image '../../etc/passwd' in this folder");
    labels("file,label,split\nrust/0.png,rust\n");
    assertRefused("line 2: expected 3 fields file,label,split, got 'rust/0.png,rust'");
    labels("file,label,split\nrust/0.png,,train\n");
    assertRefused("line 2: nothing in the column 'label'");
    labels("file,label,split\nrust/0\0.png,rust,train\n");
    assertRefused("line 2: 'rust/0?.png' is no file name");
    labels("file,label,split\n");
    assertRefused("lists no image");
    String text = "file,label,split\nrust/0.png,grün,train\n";
    Files.writeString(folder.resolve("labels.csv"), text, StandardCharsets.ISO_8859_1);
    assertRefused("labels.csv, line 2: not a text file in UTF-8; save it as 'CSV UTF-8'");
  }

  @Test
  void unknownSplit_listsThoseThatThereAre() {
    assertThatThrownBy(() -> LabelledImages.read(folder).split("valid"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("unknown split 'valid'; valid, nearest first: val, ");
  }

  @ParameterizedTest
  @CsvSource({"1, val, train", "1, test, train", "2, test, train or val"})
  void classesTooSmallForAPart_areSaidToBe(int images, String part, String others)
      throws IOException {
    Path data = folder.resolve("few");
    for (String name : List.of("rust", "dent")) {
      for (int i = 0; i < images; i++) {
        Path file = data.resolve(name).resolve(i + ".png");
        Files.createDirectories(file.getParent());
        Files.copy(folder.resolve(name).resolve(i + ".png"), file);
      }
    }
    assertThat(LabelledImages.read(data, "train").images()).hasSize(2);
    assertThatThrownBy(() -> LabelledImages.read(data, part))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data %s: no image is left for '%s'".formatted(data, part))
        .hasMessageContaining("takes 3 images of a class, and the largest here has " + images)
        .hasMessageEndingWith("or name another part: " + others);
    assertThatThrownBy(() -> LabelledImages.read(data, "valid"))
        .hasMessageContaining("unknown split 'valid'");
  }

  @Test
  void folderWithoutClasses_isRefused() {
    assertThatThrownBy(() -> LabelledImages.read(folder.resolve("rust")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a labels.csv, or at least two folders");
    assertThatThrownBy(() -> LabelledImages.read(folder.resolve("nowhere")))
        .hasMessageContaining("no such folder");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> LabelledImages.read(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  private void labels(String text) throws IOException {
    Files.writeString(folder.resolve("labels.csv"), text);
  }
}
