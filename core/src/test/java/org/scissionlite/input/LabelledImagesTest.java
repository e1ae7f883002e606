package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertRefused("labels.csv, line 2: not a text file in UTF-8");
  }

  @Test
  void unknownSplit_listsThoseThatThereAre() {
    assertThatThrownBy(() -> LabelledImages.read(folder).split("valid"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("unknown split 'valid'; valid, nearest first: val, ");
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
