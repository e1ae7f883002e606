package org.scissionlite.profile;

import java.util.List;

/**
 * What one system measured for every block of one model.
 *
 * @param system which machine
 * @param model what was measured
 * @param provenance how it was measured
 * @param blocks in the model's order
 * @param cuts the cut before each block, in the same order: the first is the input
 * @param wholeModel the uncut model, to compare the sum of the blocks with
 */
public record Profile(
    SystemId system,
    ProfiledModel model,
    Provenance provenance,
    List<BlockProfile> blocks,
    List<CutProfile> cuts,
    Timing wholeModel) {
  /** The version of the file's schema, which every file names. */
  public static final int SCHEMA_VERSION = 1;

  public Profile {
    blocks = List.copyOf(blocks);
    cuts = List.copyOf(cuts);
  }
}
