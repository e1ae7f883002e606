package org.scissionlite.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.scissionlite.error.ScissionLiteException;

/**
 * The temporary form of a file or folder, beside its place, while it is written. Each draft has a
 * name of its own: of two that are written for one place at a time, the later one stays there.
 *
 * <p>When the program is ended meanwhile, by Ctrl-C or a signal, the draft goes. As its writer runs
 * on until the very end, the draft's path is blocked first, so that nothing comes back.
 */
final class Draft implements AutoCloseable {
  private static final int BLOCKING_TRIES = 100;
  private static final long PATIENCE_MILLIS = 1000;

  private final Path place;
  private final Path path;
  private final boolean folder;
  private final Thread ender = new Thread(this::end, "draft-ender");
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean published;
  private boolean ended;

  /**
   * @throws ScissionLiteException if the program is being ended
   */
  Draft(Path place, boolean folder) {
    this.place = place;
    this.path = new Remains(place).newDraft();
    this.folder = folder;
    try {
      Runtime.getRuntime().addShutdownHook(ender);
    } catch (IllegalStateException e) {
      throw new ScissionLiteException(
          "cannot write %s: the program is being ended".formatted(place), e);
    }
  }

  /** Makes room for the draft; what killed writers left is put back or removed. */
  synchronized void open() throws IOException {
    requireRunning();
    Files.createDirectories(place.getParent());
    Remains remains = new Remains(place);
    remains.restore();
    remains.clear();
    if (folder) {
      Files.createDirectory(path);
    }
  }

  Path path() {
    return path;
  }

  /** Moves the draft to its place; an end of the program waits until that is done. */
  synchronized void publish() throws IOException {
    requireRunning();
    Replacement replacement = new Replacement(path, place);
    if (folder) {
      replacement.ofFolder();
    } else {
      replacement.ofFile();
    }
    published = true;
  }

  private void requireRunning() throws IOException {
    if (ended) {
      throw new IOException("the program is being ended");
    }
  }

  private void end() {
    synchronized (this) {
      if (published) {
        return;
      }
      ended = true;
    }
    block();
    awaitWriter();
    FileTree.deleteQuietly(path);
  }

  /** Puts a file in a folder's place, or a folder in a file's: writing there fails from now on. */
  private void block() {
    boolean blocked = false;
    for (int i = 0; i < BLOCKING_TRIES && !blocked; i++) {
      FileTree.deleteQuietly(path);
      try {
        if (folder) {
          Files.createFile(path);
        } else {
          Files.createDirectory(path);
        }
        blocked = true;
      } catch (IOException e) {
        // The writer was faster: again.
      }
    }
  }

  private void awaitWriter() {
    try {
      boolean unused = closed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (!ended) {
        FileTree.deleteQuietly(path);
      }
    }
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (IllegalStateException e) {
      // The program is being ended: the hook does its work.
    }
  }
}
