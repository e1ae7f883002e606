package org.scissionlite.evidence;

import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.scissionlite.error.UsageException;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * What was measured of one transfer layer at one cut on one set of images. All that was not
 * measured is null.
 *
 * @param cut its name
 * @param layer its family and parameters
 * @param images on which
 * @param bytes of the payloads
 * @param answers against the uncut model's
 * @param ssim mean structural similarity of the pictures that an attacker rebuilt, at most 1
 */
public record Measurement(
    String cut,
    LayerSpec layer,
    ImageSet images,
    ByteCounts bytes,
    AnswerChanges answers,
    Double ssim) {
  public Measurement {
    present(cut, "cut");
    present(layer, "layer");
    present(images, "images");
    if (bytes == null && answers == null && ssim == null) {
      throw new UsageException("nothing was measured of %s at cut '%s'".formatted(layer, cut));
    }
    if (ssim != null && !(ssim >= -1 && ssim <= 1)) {
      throw new UsageException(
          "SSIM of %s at cut '%s': expected -1 to 1, got %s".formatted(layer, cut, ssim));
    }
  }

  /** Bytes and answers on images. */
  public static Measurement of(
      String cut, LayerSpec layer, ImageSet images, ByteCounts bytes, AnswerChanges answers) {
    return new Measurement(cut, layer, images, bytes, answers, null);
  }

  /** A layer at a cut, whatever the images. */
  public record Place(String cut, LayerSpec layer) {}

  /** A layer at a cut on some images: what two measurements of must agree. */
  record Key(Place place, String images) {}

  @JsonIgnore
  public Place place() {
    return new Place(cut, layer);
  }

  @JsonIgnore
  Key key() {
    return new Key(place(), images.sha256());
  }

  /**
   * This measurement with what another one knows of the same layer on the same images.
   *
   * @throws UsageException if they contradict each other
   */
  Measurement and(Measurement other) {
    if (images.count() != other.images.count()) {
      throw contradiction(images.count(), other.images.count(), "images");
    }
    ImageUse use =
        images.use().compareTo(other.images.use()) < 0 ? images.use() : other.images.use();
    return new Measurement(
        cut,
        layer,
        new ImageSet(use, images.count(), images.sha256()),
        same(bytes, other.bytes, "bytes"),
        same(answers, other.answers, "answers"),
        same(ssim, other.ssim, "SSIM"));
  }

  private <T> T same(T one, T two, String what) {
    if (one != null && two != null && !one.equals(two)) {
      throw contradiction(one, two, what);
    }
    return one == null ? two : one;
  }

  private UsageException contradiction(Object one, Object two, String what) {
    return new UsageException(
        "%s of %s at cut '%s' on the same %d images are %s once and %s once; keep one of them"
            .formatted(what, layer, cut, images.count(), one, two));
  }

  /** This measurement where it says something, else what an older one of the same images says. */
  Measurement over(Measurement older) {
    return new Measurement(
        cut,
        layer,
        images,
        bytes == null ? older.bytes : bytes,
        answers == null ? older.answers : answers,
        ssim == null ? older.ssim : ssim);
  }
}
