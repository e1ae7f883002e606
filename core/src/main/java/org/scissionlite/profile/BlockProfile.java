package org.scissionlite.profile;

/**
 * One block on one system.
 *
 * @param index from 0
 * @param firstLayer its first layer's number
 * @param lastLayer its last layer's number, inclusive
 * @param name the layer at its end
 * @param outputBytes bytes of what leaves the block, uncompressed
 * @param execution time to run it
 */
public record BlockProfile(
    int index, int firstLayer, int lastLayer, String name, long outputBytes, Timing execution) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing value, a negative one, or layers in
   *     the wrong order
   */
  public BlockProfile {
    ProfileChecks.atLeast(0, index, "index");
    ProfileChecks.present(name, "name of block " + index);
    ProfileChecks.atLeast(0, outputBytes, "outputBytes of block " + index);
    ProfileChecks.present(execution, "execution of block " + index);
    ProfileChecks.that(
        0 <= firstLayer && firstLayer <= lastLayer,
        () ->
            "block %d: expected 0 <= firstLayer <= lastLayer, got %d and %d"
                .formatted(index, firstLayer, lastLayer));
  }

  BlockProfile slowedDown(double factor) {
    return new BlockProfile(
        index, firstLayer, lastLayer, name, outputBytes, execution.times(factor));
  }
}
