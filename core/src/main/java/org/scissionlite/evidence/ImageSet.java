package org.scissionlite.evidence;

import static org.scissionlite.error.Fields.present;

import org.scissionlite.error.UsageException;

/**
 * The images on which something was measured.
 *
 * @param use what they served for
 * @param count how many
 * @param sha256 by which the same images are known
 */
public record ImageSet(ImageUse use, int count, String sha256) {
  public ImageSet {
    present(use, "use");
    present(sha256, "sha256");
    if (count < 1) {
      throw new UsageException("images of a measurement: expected 1 or more, got " + count);
    }
  }
}
