package org.scissionlite.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a finished draft in its place: first onto the disk, then what stands there is set aside, the
 * draft is moved, and what was set aside is removed. A kill between any two of these steps leaves
 * the old or the new whole; {@link Remains#restore} puts back what was set aside.
 *
 * @param draft what is finished
 * @param place where it belongs
 */
record Replacement(Path draft, Path place) {
  private static final int TRIES = 100;

  /** Takes all steps for a file, which replaces another in one step. */
  void ofFile() throws IOException {
    FileTree.force(draft);
    move();
  }

  /** Takes all steps for a folder. */
  void ofFolder() throws IOException {
    FileTree.force(draft);
    List<Path> replaced = new ArrayList<>();
    try {
      moveIn(replaced);
    } catch (IOException e) {
      new Remains(place).restore();
      throw e;
    }
    replaced.forEach(FileTree::deleteQuietly);
  }

  /** Other writers of the place may be faster: then theirs is set aside, too. */
  private void moveIn(List<Path> replaced) throws IOException {
    for (int left = TRIES; ; left--) {
      setAside(replaced);
      try {
        move();
        return;
      } catch (FileSystemException e) {
        if (left == 0 || !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
    }
  }

  /** Sets aside what stands at the place, if something does, and adds it to the list. */
  void setAside(List<Path> replaced) throws IOException {
    Path aside = new Remains(place).newReplaced();
    try {
      touch();
      Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
      replaced.add(aside);
    } catch (NoSuchFileException e) {
      // Nothing stands there, or another writer has just set it aside.
    }
  }

  /** The time says when it was set aside, so that it is not taken for an old remainder. */
  private void touch() {
    try {
      Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It is not there, or somebody else's.
    }
  }

  /** Moves the draft; a file in its place is replaced, a folder is not. */
  void move() throws IOException {
    Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    FileTree.forceEntries(place.getParent());
  }
}
