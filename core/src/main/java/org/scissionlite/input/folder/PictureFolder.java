package org.scissionlite.input.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The image files of a folder and the folders in it, sorted, each real folder once: symbolic links
 * are followed, and neither circles of them nor two ways to one folder matter.
 *
 * @param images in the order of their paths
 * @param skipped how many files were left out: hidden ones, those of operating systems, and those
 *     that are not named like images
 */
public record PictureFolder(List<Path> images, int skipped) {
  private static final Set<String> OF_SYSTEMS =
      Set.of("thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "$recycle.bin", "lost+found");

  /** What this program itself reads or writes among images; nobody needs to hear of it. */
  private static final Set<String> OWN = Set.of("labels.csv", ".scissionlite-seen");

  public PictureFolder {
    images = List.copyOf(images);
  }

  /**
   * Looks into a folder.
   *
   * @throws IOException if the folder itself cannot be read; folders in it that cannot are left out
   */
  public static PictureFolder read(Path folder) throws IOException {
    return read(folder, List.of());
  }

  /**
   * Looks into a folder that lies in others.
   *
   * @param above the folders that it lies in; a link to one of them leads nowhere
   * @throws IOException as above
   */
  static PictureFolder read(Path folder, List<Path> above) throws IOException {
    Visit visit = new Visit();
    for (Path each : above) {
      visit.visited.add(each.toRealPath());
    }
    visit.folder(folder);
    return new PictureFolder(visit.images, visit.skipped);
  }

  /** Whether a file or folder is hidden, or one that an operating system leaves. */
  public static boolean isOfTheSystem(Path entry) {
    String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.startsWith(".") || OF_SYSTEMS.contains(name);
  }

  /** Whether a file is one that a folder of pictures is read for. */
  public static boolean isImage(Path file) {
    return !isOfTheSystem(file) && ImageNames.isOne(file) && Files.isRegularFile(file);
  }

  /** What lies in a folder, sorted. */
  static List<Path> entries(Path folder) throws IOException {
    List<Path> inside = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(inside::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    inside.sort(null);
    return inside;
  }

  private static final class Visit {
    private final List<Path> images = new ArrayList<>();
    private final Set<Path> visited = new HashSet<>();
    private int skipped;

    void folder(Path folder) throws IOException {
      if (!visited.add(folder.toRealPath())) {
        return;
      }
      for (Path each : entries(folder)) {
        entry(each);
      }
    }

    private void entry(Path entry) {
      if (OWN.contains(entry.getFileName().toString())) {
        return;
      }
      if (isOfTheSystem(entry)) {
        skipped++;
      } else if (Files.isDirectory(entry)) {
        inner(entry);
      } else if (isImage(entry)) {
        images.add(entry);
      } else {
        skipped++;
      }
    }

    private void inner(Path folder) {
      try {
        folder(folder);
      } catch (AccessDeniedException e) {
        skipped++;
      } catch (IOException e) {
        // Gone meanwhile.
      }
    }
  }
}
