package org.scissionlite.transfer.quantize;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FitChecks;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.PartSpec;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.codec.PictureCodec;

/**
 * Sends the picture itself, compressed: the operators of {@link PixelTransferLayer}, and JPEG or
 * WebP for the pixels. This is what full offload costs when it is done well, and what a cut has to
 * beat.
 *
 * @param pixels from the tensor to pixels and back
 * @param format of the picture
 * @param quality of the encoder, 1 to 100
 */
public record PictureTransferLayer(PixelTransferLayer pixels, PictureFormat format, int quality)
    implements TransferLayer {
  /** The name of the kind that sends JPEG. */
  public static final String JPEG = PictureCodec.JPEG;

  /** The name of the kind that sends WebP. */
  public static final String WEBP = PictureCodec.WEBP;

  private static final int JPEG_QUALITY = 85;
  private static final int WEBP_QUALITY = 75;
  private static final String QUALITY = "q";

  /**
   * The TL of a spec such as "jpeg:q=85".
   *
   * @throws UsageException for an unknown option, or a quality that is not 1 to 100
   */
  public static PictureTransferLayer of(PartSpec part, Preprocessing preprocessing) {
    boolean jpeg = part.name().equals(JPEG);
    int quality =
        part.requireOptions(Set.of(QUALITY))
            .wholeNumber(QUALITY, jpeg ? JPEG_QUALITY : WEBP_QUALITY);
    if (quality > PictureCodec.BEST) {
      throw new UsageException(
          "transfer layer '%s': expected q to be 1 to %d, got %d"
              .formatted(part.name(), PictureCodec.BEST, quality));
    }
    return new PictureTransferLayer(
        new PixelTransferLayer(preprocessing),
        jpeg ? PictureFormat.JPEG_420 : PictureFormat.WEBP,
        quality);
  }

  @Override
  public String spec() {
    return String.format(Locale.ROOT, "%s:q=%d", codec().name(), quality);
  }

  @Override
  public boolean sendsPicture() {
    return true;
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    return pixels.misfit(spec(), type).or(() -> size(type)).or(format::obstacle);
  }

  private Optional<String> size(TensorType type) {
    Shape shape = type.shape();
    boolean first = pixels.preprocessing().layout() == Preprocessing.Layout.NCHW;
    long height = shape.dim(first ? 2 : 1);
    long width = shape.dim(first ? 3 : 2);
    boolean fits =
        shape.dim(0) == 1
            && Math.max(width, height) <= format.longestSide()
            && width * height <= ImageFiles.MOST_PIXELS;
    return fits
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s sends one picture of at most %d pixels, %d a side, got %s",
                spec(),
                ImageFiles.MOST_PIXELS,
                format.longestSide(),
                type));
  }

  @Override
  public boolean sendsFixedSize() {
    return false;
  }

  @Override
  public boolean needsCalibration() {
    return false;
  }

  @Override
  public FittedTransferLayer fit(FeatureSamples samples) {
    FitChecks.requireFit(this, samples.spec());
    FittedTransferLayer plain = pixels.fit(samples);
    return new FittedTransferLayer(spec(), plain.encoder(), plain.decoder(), codec());
  }

  private PictureCodec codec() {
    Preprocessing preprocessing = pixels.preprocessing();
    return new PictureCodec(format, quality, preprocessing.channels(), preprocessing.layout());
  }
}
