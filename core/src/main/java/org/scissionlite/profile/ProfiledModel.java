package org.scissionlite.profile;

/**
 * The model of a profile.
 *
 * @param name as the user knows it
 * @param sha256 of its ONNX file
 * @param layers how many, with the input
 */
public record ProfiledModel(String name, String sha256, int layers) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing value, or no layer
   */
  public ProfiledModel {
    ProfileChecks.present(name, "model name");
    ProfileChecks.present(sha256, "sha256 of model '" + name + "'");
    ProfileChecks.atLeast(1, layers, "layers of model '" + name + "'");
  }
}
