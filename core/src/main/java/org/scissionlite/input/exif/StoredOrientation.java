package org.scissionlite.input.exif;

import com.drew.imaging.ImageProcessingException;
import java.io.IOException;
import java.util.List;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Which way up the picture of a file is. */
public final class StoredOrientation {
  private static final String TIFF = "tiff";
  private static final List<String> FORMATS = List.of("jpeg", "png", "webp", TIFF);

  private StoredOrientation() {}

  /**
   * The orientation that a JPEG, PNG, WebP or TIFF file names; upright in other formats, and where
   * the data are damaged: the decoder says what is wrong with the picture.
   *
   * @param format that the picture has
   * @param file the whole file; it is left at its beginning
   * @throws IOException if it cannot be read again from its beginning
   */
  public static Orientation of(ImageReaderSpi format, ImageInputStream file) throws IOException {
    List<String> names = List.of(format.getFormatNames());
    for (String known : FORMATS) {
      if (names.contains(known)) {
        return of(known, file);
      }
    }
    return Orientation.UPRIGHT;
  }

  private static Orientation of(String format, ImageInputStream file) throws IOException {
    file.seek(0);
    try {
      return format.equals(TIFF)
          ? TiffOrientation.of(file)
          : ExifOrientation.of(format, new StreamBytes(file));
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      return Orientation.UPRIGHT;
    } finally {
      file.seek(0);
    }
  }
}
