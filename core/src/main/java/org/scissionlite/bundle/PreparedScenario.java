package org.scissionlite.bundle;

import org.scissionlite.transfer.InsertedModel;

/**
 * A scenario that is ready to be written: the model with its transfer layers, and its slices.
 *
 * @param name inside the bundle
 */
public record PreparedScenario(
    String name, String transferLayer, InsertedModel inserted, Slices slices) {
  /** The scenario of a model with transfer layers, named by its cut and TL. */
  public static PreparedScenario of(InsertedModel inserted) {
    String spec = inserted.layers().get(0).spec();
    String name = fileName(inserted.cut().name()) + "." + fileName(spec);
    return new PreparedScenario(name, spec, inserted, Slices.of(inserted));
  }

  /**
   * A name that is a file name everywhere: other characters than letters, digits, . _ + - become _.
   */
  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._+-]", "_");
  }
}
