package org.scissionlite.bundle;

import org.scissionlite.file.Sha256;
import org.scissionlite.transfer.InsertedModel;

/**
 * A scenario that is ready to be written: the model with its transfer layers, and its slices.
 *
 * @param name inside the bundle
 */
public record PreparedScenario(
    String name, String transferLayer, InsertedModel inserted, Slices slices) {
  private static final int LONGEST_NAME = 100;
  private static final int HASH_DIGITS = 8;

  /** The scenario of a model with transfer layers, named by its cut and TL. */
  public static PreparedScenario of(InsertedModel inserted) {
    String spec = inserted.layers().get(0).spec();
    String name = fileName(inserted.cut().name()) + "." + fileName(spec);
    return new PreparedScenario(name, spec, inserted, Slices.of(inserted));
  }

  /**
   * A name that is a file name everywhere: other characters than letters, digits, . _ + - become _,
   * and a long one, such as that of a cut of many tensors, is shortened.
   */
  private static String fileName(String name) {
    String fit = name.replaceAll("[^A-Za-z0-9._+-]", "_");
    return fit.length() <= LONGEST_NAME
        ? fit
        : fit.substring(0, LONGEST_NAME - HASH_DIGITS - 1)
            + "-"
            + Sha256.of(name).substring(0, HASH_DIGITS);
  }
}
