package org.scissionlite.input.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.input.TestPictures;

class PictureFolderTest {
  @TempDir private Path folder;

  private List<String> images() throws IOException {
    return PictureFolder.read(folder).images().stream()
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .toList();
  }

  @Test
  void imagesOfAllFolders_comeSortedByPath() throws IOException {
    for (String name : List.of("b/2.png", "b/1.PNG", "a.png", "c/d/e.jpg", "a/z.png")) {
      TestPictures.write(folder.resolve(name));
    }
    assertThat(images()).containsExactly("a/z.png", "a.png", "b/1.PNG", "b/2.png", "c/d/e.jpg");
  }

  @Test
  void hiddenAndSystemFiles_areSkippedAndCounted() throws IOException {
    TestPictures.write(folder.resolve("part.png"));
    for (String name :
        List.of(
            "._part.png",
            ".hidden.png",
            ".ipynb_checkpoints/part.png",
            "__MACOSX/part.png",
            "Thumbs.db",
            "notes.txt",
            "part.png.partial")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    assertThat(images()).containsExactly("part.png");
    assertThat(PictureFolder.read(folder).skipped()).isEqualTo(7);
  }

  @Test
  void labelsAndJournal_areNotCounted() throws IOException {
    TestPictures.write(folder.resolve("part.png"));
    Files.writeString(folder.resolve("labels.csv"), "");
    Files.writeString(folder.resolve(".scissionlite-seen"), "");

    assertThat(PictureFolder.read(folder))
        .isEqualTo(new PictureFolder(List.of(folder.resolve("part.png")), 0));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void linksToFoldersAndFiles_areFollowedOnceAndCirclesEnd() throws IOException {
    Path outside = Files.createDirectory(folder.resolve(".outside"));
    TestPictures.write(outside.resolve("far.png"));
    TestPictures.write(folder.resolve("a/near.png"));
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    Files.createSymbolicLink(folder.resolve("a/itself"), folder.resolve("a/itself"));
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Files.createSymbolicLink(folder.resolve("zlink"), outside);
    Files.createSymbolicLink(folder.resolve("file.png"), outside.resolve("far.png"));
    Files.createSymbolicLink(folder.resolve("broken.png"), folder.resolve("nowhere.png"));
    assertThat(images()).containsExactly("a/near.png", "file.png", "link/far.png");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void foldersThatAllLinkToEachOther_areLookedAtOnce() throws IOException {
    for (int i = 0; i < 30; i++) {
      TestPictures.write(folder.resolve("f" + i + "/x.png"));
    }
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 30; j++) {
        Files.createSymbolicLink(folder.resolve("f" + i + "/to" + j), folder.resolve("f" + j));
      }
    }
    assertThat(images()).hasSize(30);
  }

  @Test
  void folderThatIsMissing_isAnError() {
    assertThatThrownBy(() -> PictureFolder.read(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
