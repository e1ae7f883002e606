package org.scissionlite.input;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.input.exif.Orientation;
import org.scissionlite.input.exif.StoredOrientation;
import org.scissionlite.input.folder.ImageNames;
import org.scissionlite.input.folder.PictureFolder;

/**
 * Reads image files. Grey pictures become three equal channels; transparency and colour profiles
 * are ignored; of 16-bit samples the upper eight bits are kept; CMYK becomes RGB. The orientation
 * in the EXIF data of JPEG, PNG, WebP and TIFF files is applied, so that pictures stand upright.
 *
 * <p>Refused, as it is not known which of their values is white: floating-point, signed and 32-bit
 * samples. Refused, too, is a file that ends before its picture does.
 */
public final class ImageFiles {
  /** More pixels than this are refused before anything is decoded. */
  public static final long MOST_PIXELS = 100_000_000;

  /** What a pixel takes while it is decoded: up to four 16-bit samples, and three bytes. */
  private static final long DECODING_BYTES = 12;

  private static final long MEGABYTE = 1 << 20;

  private static final String UNREADABLE =
      "image %s: cannot be read: %s; save it as a plain PNG or JPEG";

  /** What Java's decoder of JPEG says of a file that ends too early. */
  private static final Pattern CUT_OFF = Pattern.compile("(?i)truncated file|premature end");

  private ImageFiles() {}

  /**
   * Reads a picture.
   *
   * @throws UnreadableImageException if the file is missing, no readable image or too large; names
   *     it
   */
  public static Pixels read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableImageException("image %s: no such file".formatted(file));
    }
    return decode(file.toString(), () -> ImageIO.createImageInputStream(file.toFile()));
  }

  /**
   * Decodes a picture in memory.
   *
   * @throws UnreadableImageException if the bytes are no readable image, or it is too large
   */
  static Pixels decode(ByteBuffer bytes) {
    return decode("in memory", bytes);
  }

  /**
   * Decodes a picture in memory.
   *
   * @param name what it is called in messages
   * @throws UnreadableImageException if the bytes are no readable image, or it is too large
   */
  public static Pixels decode(String name, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return decode(name, () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(copy)));
  }

  /** Where the bytes of a picture come from. */
  @FunctionalInterface
  private interface Source {
    ImageInputStream open() throws IOException;
  }

  private static Pixels decode(String place, Source source) {
    try (ImageInputStream stream = source.open()) {
      if (stream == null) {
        throw new UnreadableImageException("image %s: cannot be opened".formatted(place));
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new UnreadableImageException(
            "image %s: not an image of a known format (%s)".formatted(place, ImageNames.formats()));
      }
      ImageReader reader = readers.next();
      requireUsable(place, reader);
      return decode(place, reader, stream);
    } catch (EOFException e) {
      throw cutOff(place, e);
    } catch (IIOException e) {
      throw e.getCause() instanceof EOFException
          ? cutOff(place, e)
          : new UnreadableImageException(UNREADABLE.formatted(place, e.getMessage()), e);
    } catch (IOException e) {
      throw new UnreadableImageException(UNREADABLE.formatted(place, AtomicWrite.reason(e)), e);
    }
  }

  private static UnreadableImageException cutOff(String place, IOException cause) {
    return new UnreadableImageException(
        "image %s: cut off, the file ends before the picture does; copy it again".formatted(place),
        cause);
  }

  private static void requireUsable(String place, ImageReader reader) {
    List<String> formats = List.of(reader.getOriginatingProvider().getFormatNames());
    if (formats.contains("webp") && WebpLibrary.OBSTACLE.isPresent()) {
      reader.dispose();
      throw new UnreadableImageException(
          "image %s: %s".formatted(place, WebpLibrary.OBSTACLE.get()));
    }
  }

  private static Pixels decode(String place, ImageReader reader, ImageInputStream stream)
      throws IOException {
    try {
      Orientation orientation = StoredOrientation.of(reader.getOriginatingProvider(), stream);
      reader.setInput(stream, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      requireFit(place, pixels);
      requireLevels(place, TiffSamples.obstacle(reader));
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      BufferedImage image = reader.read(0);
      requireWhole(place, warnings);
      requireLevels(place, StoredLevels.obstacle(image));
      return toPixels(image).turned(orientation);
    } catch (UnreadableImageException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw new UnreadableImageException(
          "image %s: Java has no memory to decode it; scale the picture, or start with -Xmx"
              .formatted(place),
          e);
    } catch (RuntimeException e) {
      // Decoders answer damaged files with exceptions of many kinds.
      throw new UnreadableImageException("image %s: damaged".formatted(place), e);
    } finally {
      reader.dispose();
    }
  }

  private static void requireLevels(String place, Optional<String> obstacle) {
    obstacle.ifPresent(
        samples -> {
          throw new UnreadableImageException(
              "image %s: it has %s; save it with 8 or 16 bits a sample, grey or RGB"
                  .formatted(place, samples));
        });
  }

  /** Java's JPEG decoder fills up what is missing with grey, and only warns. */
  private static void requireWhole(String place, List<String> warnings) {
    if (warnings.stream().anyMatch(CUT_OFF.asPredicate())) {
      throw cutOff(place, null);
    }
  }

  private static void requireFit(String place, long pixels) {
    if (pixels > MOST_PIXELS) {
      throw new UnreadableImageException(
          "image %s: %d pixels, the most is %d".formatted(place, pixels, MOST_PIXELS));
    }
    long memory = Runtime.getRuntime().maxMemory();
    long needed = pixels * DECODING_BYTES;
    if (needed > memory) {
      throw new UnreadableImageException(
          "image %s: %d pixels need %d MB to decode, Java has %d MB; scale the picture, or start with -Xmx"
              .formatted(place, pixels, needed / MEGABYTE, memory / MEGABYTE));
    }
  }

  private static Pixels toPixels(BufferedImage image) {
    return new Pixels(image.getWidth(), image.getHeight(), StoredLevels.rgb(image));
  }

  /**
   * The image files in a folder and the folders in it, sorted by path. Hidden files and those of
   * operating systems are left out, links are followed.
   *
   * @throws UsageException if the folder is missing or holds no image
   */
  public static List<Path> in(Path folder) {
    PictureFolder found = look(folder);
    if (found.images().isEmpty()) {
      throw new UsageException(
          "folder %s holds no image (%s)%s"
              .formatted(
                  folder,
                  ImageNames.formats(),
                  found.skipped() == 0
                      ? ""
                      : "; %d other files were skipped".formatted(found.skipped())));
    }
    return found.images();
  }

  /**
   * What a person should know of how a folder is read: how much of it was skipped, if anything.
   *
   * @throws UsageException if the folder is missing
   */
  public static List<String> notes(Path folder) {
    PictureFolder found = look(folder);
    return found.skipped() == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "note: folder %s: %,d images; %,d files skipped, as they are hidden, of the system, or no images",
                folder,
                found.images().size(),
                found.skipped()));
  }

  private static PictureFolder look(Path folder) {
    try {
      return PictureFolder.read(folder);
    } catch (IOException e) {
      throw new UsageException("folder %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }
}
