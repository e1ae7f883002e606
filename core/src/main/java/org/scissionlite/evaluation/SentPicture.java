package org.scissionlite.evaluation;

import java.nio.ByteBuffer;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;

/**
 * The baseline: the device sends the picture, at the model's input size and compressed, and the
 * edge runs the whole model on what it decodes.
 */
public final class SentPicture implements Subject {
  private final UncutModel model;
  private final PictureFormat format;
  private final int quality;

  /**
   * The pictures of a format and quality.
   *
   * @param model stays open when this is closed
   * @param quality of the encoder, 1 to 100
   */
  public SentPicture(UncutModel model, PictureFormat format, int quality) {
    this.model = model;
    this.format = format;
    this.quality = quality;
  }

  @Override
  public SubjectName name() {
    return new SubjectName(SubjectName.Kind.PICTURE, format.title(), quality);
  }

  @Override
  public Answer answer(Pixels picture) {
    ByteBuffer sent = format.encode(model.model().fitted(picture), quality);
    return model.answer(PictureFormat.decode(sent), sent.remaining());
  }

  /** Nothing to free: the model belongs to its opener. */
  @Override
  public void close() {}
}
