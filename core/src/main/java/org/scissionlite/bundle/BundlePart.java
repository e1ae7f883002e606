package org.scissionlite.bundle;

import java.util.List;
import java.util.stream.Stream;

/**
 * The part of a bundle that a device needs: one scenario or all, and what it answers with by
 * itself.
 *
 * @param scenario its name; empty for the bundle's first
 * @param answersLocally whether the edge slice and the whole model, where the bundle has it, belong
 *     to it, too
 * @param all whether all scenarios belong to it, for a device that chooses among them
 */
public record BundlePart(String scenario, boolean answersLocally, boolean all) {
  /** The part of one scenario. */
  public BundlePart(String scenario, boolean answersLocally) {
    this(scenario, answersLocally, false);
  }

  /** The part of all scenarios. */
  public static BundlePart ofAll(boolean answersLocally) {
    return new BundlePart("", answersLocally, true);
  }

  /**
   * The files of the part.
   *
   * @throws org.scissionlite.error.UsageException for an unknown scenario; lists the valid ones
   */
  public List<SliceFile> files(Manifest manifest) {
    Stream<SliceFile> own = scenarios(manifest).stream().flatMap(this::files);
    Stream<SliceFile> whole =
        answersLocally ? Stream.ofNullable(manifest.wholeModel()) : Stream.empty();
    return Stream.concat(own, whole).flatMap(SliceFile::all).toList();
  }

  private List<SplitScenario> scenarios(Manifest manifest) {
    return all ? manifest.scenarios() : List.of(manifest.scenario(scenario));
  }

  private Stream<SliceFile> files(SplitScenario wanted) {
    return wanted.files().filter(file -> answersLocally || !file.equals(wanted.edge()));
  }

  /** A manifest that tells of this part alone; its id stays the bundle's, nobody signs it. */
  public Manifest of(Manifest manifest) {
    return new Manifest(
        manifest.schemaVersion(),
        manifest.id(),
        manifest.created(),
        manifest.model(),
        manifest.preprocessing(),
        manifest.labels(),
        manifest.task(),
        scenarios(manifest),
        answersLocally ? manifest.wholeModel() : null,
        null);
  }
}
