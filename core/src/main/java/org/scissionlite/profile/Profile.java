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
 * @param entry what a run takes whatever it computes, which is in none of these times: a slice
 *     takes it once
 * @param intervals how much longer runs take that come now and then; null where nobody measured it
 * @param warnings what makes the figures doubtful, such as a noisy machine; empty where nothing
 *     does
 */
public record Profile(
    SystemId system,
    ProfiledModel model,
    Provenance provenance,
    List<BlockProfile> blocks,
    List<CutProfile> cuts,
    Timing wholeModel,
    Timing entry,
    IntervalTimes intervals,
    List<String> warnings) {
  /** The version of the file's schema, which every file names. */
  public static final int SCHEMA_VERSION = 5;

  /** How far the sum of the blocks may be from the whole model, as a share, to be trusted. */
  public static final double MOST_STRAY = 0.15;

  private static final long NEGLIGIBLE_NANOS = 100_000;

  /**
   * @throws org.scissionlite.error.UsageException for a missing value, blocks that are out of order
   *     or beyond the model's layers, or another number of cuts than of blocks
   */
  public Profile {
    ProfileChecks.present(system, "system");
    ProfileChecks.present(model, "model");
    ProfileChecks.present(provenance, "provenance");
    ProfileChecks.present(wholeModel, "wholeModel");
    ProfileChecks.present(entry, "entry");
    blocks = List.copyOf(ProfileChecks.present(blocks, "blocks"));
    cuts = List.copyOf(ProfileChecks.present(cuts, "cuts"));
    warnings = List.copyOf(ProfileChecks.present(warnings, "warnings"));
    checkBlocks(blocks, cuts.size(), model);
  }

  /** A profile that nothing makes doubtful, of a system that takes no time to begin. */
  public Profile(
      SystemId system,
      ProfiledModel model,
      Provenance provenance,
      List<BlockProfile> blocks,
      List<CutProfile> cuts,
      Timing wholeModel) {
    this(system, model, provenance, blocks, cuts, wholeModel, Timing.none(), null, List.of());
  }

  private static void checkBlocks(List<BlockProfile> blocks, int cuts, ProfiledModel model) {
    ProfileChecks.atLeast(1, blocks.size(), "number of blocks");
    ProfileChecks.that(
        cuts == blocks.size(),
        () ->
            "cuts: expected one before each of the %d blocks, got %d"
                .formatted(blocks.size(), cuts));
    for (int i = 0; i < blocks.size(); i++) {
      BlockProfile block = blocks.get(i);
      int place = i;
      ProfileChecks.that(
          block.index() == place,
          () -> "block at place %d has the index %d".formatted(place, block.index()));
      ProfileChecks.that(
          block.lastLayer() < model.layers(),
          () ->
              "block %d ends at layer %d, but model '%s' has %d layers"
                  .formatted(place, block.lastLayer(), model.name(), model.layers()));
    }
  }

  /** This profile with other cuts, one before each block. */
  public Profile withCuts(List<CutProfile> others) {
    return new Profile(
        system, model, provenance, blocks, others, wholeModel, entry, intervals, warnings);
  }

  /** The medians of all blocks together: what the whole model should take. */
  public long sumOfBlocksNanos() {
    return blocks.stream().mapToLong(block -> block.execution().medianNanos()).sum();
  }

  /**
   * Whether sums of blocks may be trusted: they are at most {@link #MOST_STRAY} off, or less than
   * 0.1 ms.
   */
  public boolean isConsistent() {
    return isNear(sumOfBlocksNanos(), wholeModel.medianNanos());
  }

  public static boolean isNear(long sumNanos, long wholeNanos) {
    long distance = Math.abs(sumNanos - wholeNanos);
    return distance <= MOST_STRAY * wholeNanos || distance < NEGLIGIBLE_NANOS;
  }

  /**
   * This profile under another system's name, for a machine of the same kind.
   *
   * @param modelName the model that it should be of
   * @param sha256 that model's hash
   * @throws org.scissionlite.error.UsageException if it is of another model
   */
  public Profile of(SystemId other, String modelName, String sha256) {
    ProfileChecks.that(
        model.sha256().equals(sha256),
        () ->
            "the profile of %s is of model '%s' (SHA-256 %.12s), not of '%s' (%.12s)"
                .formatted(system, model.name(), model.sha256(), modelName, sha256));
    ProfiledModel renamed = new ProfiledModel(modelName, sha256, model.layers());
    return new Profile(
        other, renamed, provenance, blocks, cuts, wholeModel, entry, intervals, warnings);
  }

  /** This profile as a system that takes a multiple of the time would have measured it. */
  public Profile slowedDown(double factor) {
    return times(
        factor, entry.times(factor), intervals == null ? null : intervals.slowedDown(factor));
  }

  /**
   * This profile for inputs that come now and then, once everything is compiled and loaded; as it
   * is where nobody measured that.
   */
  public Profile atIntervals() {
    return intervals == null ? this : times(intervals.steady(), intervals.entry(), null);
  }

  private Profile times(double factor, Timing begin, IntervalTimes remaining) {
    return new Profile(
        system,
        model,
        provenance,
        blocks.stream().map(block -> block.slowedDown(factor)).toList(),
        cuts.stream().map(cut -> cut.slowedDown(factor)).toList(),
        wholeModel.times(factor),
        begin,
        remaining,
        warnings);
  }
}
