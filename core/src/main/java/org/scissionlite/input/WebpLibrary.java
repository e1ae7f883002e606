package org.scissionlite.input;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

/** Whether the plug-in for WebP and its native part can be used on this machine. */
final class WebpLibrary {
  /** Why not; nothing where they can. */
  static final Optional<String> OBSTACLE = obstacle();

  private WebpLibrary() {}

  private static Optional<String> obstacle() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("webp");
    if (!writers.hasNext()) {
      return Optional.of("WebP: there is no encoder of it on the class path; take JPEG instead");
    }
    return loads(writers.next())
        ? Optional.empty()
        : Optional.of(
            "WebP: the native part of its library cannot be loaded on this machine (%s %s); take JPEG instead"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  /** The plug-in prints a stack trace where it fails to load, once; nobody should see it. */
  private static boolean loads(ImageWriter writer) {
    PrintStream shown = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try {
      return writer.getDefaultWriteParam() != null;
    } catch (LinkageError e) {
      return false;
    } finally {
      System.setErr(shown);
      writer.dispose();
    }
  }
}
