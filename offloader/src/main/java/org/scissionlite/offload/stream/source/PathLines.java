package org.scissionlite.offload.stream.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.offload.stream.Frame;

/**
 * Paths of image files, one on each line of UTF-8, with a byte order mark or without; empty lines
 * are passed over.
 */
public final class PathLines implements FrameSource {
  /** Longer than any system's paths. */
  private static final int LONGEST = 32_768;

  private static final int SHOWN = 60;

  private final InputStream in;
  private boolean ended;

  public PathLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  @Override
  public Optional<Frame> next() {
    Optional<Frame> frame = Optional.empty();
    while (frame.isEmpty() && !ended) {
      frame = line();
    }
    return frame;
  }

  private Optional<Frame> line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    try {
      int next = in.read();
      for (; next >= 0 && next != '\n'; next = in.read()) {
        if (length++ < LONGEST) {
          line.write(next);
        }
      }
      ended = next < 0;
    } catch (IOException e) {
      ended = true;
      return Optional.of(
          Frame.ofFailure(
              "standard input",
              new ScissionLiteException(
                  "standard input cannot be read further: %s".formatted(AtomicWrite.reason(e)))));
    }
    String text =
        line.toString(StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "").replaceFirst("\r$", "");
    return text.isBlank() ? Optional.empty() : Optional.of(frame(text, length));
  }

  private static Frame frame(String text, long length) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    if (length > LONGEST) {
      return Frame.ofFailure(
          shown,
          new ScissionLiteException(
              "standard input: a line of %d bytes, the longest path is %d; give one path on each line"
                  .formatted(length, LONGEST)));
    }
    try {
      return Frame.ofFile(Path.of(text));
    } catch (InvalidPathException e) {
      return Frame.ofFailure(
          shown.replaceAll("\\p{Cntrl}", "?"),
          new ScissionLiteException(
              "standard input: a line that is no path: %s".formatted(e.getReason())));
    }
  }
}
