package org.scissionlite.bundle;

import java.util.List;
import java.util.stream.Stream;

/**
 * The part of a bundle that a device needs: one scenario, and what it answers with by itself.
 *
 * @param scenario its name; empty for the bundle's first
 * @param answersLocally whether the edge slice and the whole model, where the bundle has it, belong
 *     to it, too
 */
public record BundlePart(String scenario, boolean answersLocally) {
  /**
   * The files of the part.
   *
   * @throws org.scissionlite.error.UsageException for an unknown scenario; lists the valid ones
   */
  public List<SliceFile> files(Manifest manifest) {
    SplitScenario wanted = manifest.scenario(scenario);
    Stream<SliceFile> own =
        wanted.files().filter(file -> answersLocally || !file.equals(wanted.edge()));
    Stream<SliceFile> whole =
        answersLocally ? Stream.ofNullable(manifest.wholeModel()) : Stream.empty();
    return Stream.concat(own, whole).flatMap(SliceFile::all).toList();
  }

  /** A manifest that tells of this part alone; its id stays the bundle's. */
  public Manifest of(Manifest manifest) {
    return new Manifest(
        manifest.schemaVersion(),
        manifest.id(),
        manifest.created(),
        manifest.model(),
        manifest.preprocessing(),
        manifest.labels(),
        manifest.task(),
        List.of(manifest.scenario(scenario)),
        answersLocally ? manifest.wholeModel() : null);
  }
}
