package org.scissionlite.privacy;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.evaluation.similarity.Ssim;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;

/**
 * A picture as a JPEG of at most so many bytes: what one who wants to see it would rather send.
 *
 * @param decoded at the original's size
 * @param bytes of the file
 */
record SmallJpeg(Pixels decoded, long bytes) {
  private static final PictureFormat FORMAT = PictureFormat.JPEG_420;
  private static final int BEST_QUALITY = 95;
  private static final int LARGEST_DIVISOR = 4;

  /**
   * The JPEG most like the original: of the best quality that fits, at its size, half or a quarter
   * of it. Where none fits, the smallest of all.
   */
  static SmallJpeg of(Pixels original, long mostBytes) {
    return IntStream.iterate(1, divisor -> divisor <= LARGEST_DIVISOR, divisor -> 2 * divisor)
        .mapToObj(divisor -> fitting(original, divisor, mostBytes))
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(jpeg -> Ssim.of(original, jpeg.decoded())))
        .orElseGet(() -> encoded(original, LARGEST_DIVISOR, 1));
  }

  private static Optional<SmallJpeg> fitting(Pixels original, int divisor, long mostBytes) {
    SmallJpeg found = encoded(original, divisor, 1);
    if (found.bytes > mostBytes) {
      return Optional.empty();
    }
    int fits = 1;
    int tooLarge = BEST_QUALITY + 1;
    while (tooLarge - fits > 1) {
      int middle = (fits + tooLarge) / 2;
      SmallJpeg tried = encoded(original, divisor, middle);
      if (tried.bytes <= mostBytes) {
        found = tried;
        fits = middle;
      } else {
        tooLarge = middle;
      }
    }
    return Optional.of(found);
  }

  private static SmallJpeg encoded(Pixels original, int divisor, int quality) {
    Pixels small =
        original.resize(
            Math.max(1, original.width() / divisor), Math.max(1, original.height() / divisor));
    ByteBuffer file = FORMAT.encode(small, quality);
    Pixels decoded = PictureFormat.decode(file).resize(original.width(), original.height());
    return new SmallJpeg(decoded, file.remaining());
  }
}
