package org.scissionlite.offload.stream.source;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.offload.stream.Frame;

/**
 * Pictures one after another, such as JPEG or PNG files, each after its length in 4 bytes, the
 * highest first. One that is longer than allowed is passed over without being kept.
 */
public final class PictureBytes implements FrameSource {
  /** A JPEG of 100 million pixels at high quality is shorter. */
  public static final int LONGEST = 64 << 20;

  private static final int LENGTH_BYTES = 4;
  private static final int DISCARDED_AT_ONCE = 1 << 16;

  private final DataInputStream in;
  private long number;
  private boolean ended;

  public PictureBytes(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in));
  }

  @Override
  public Optional<Frame> next() {
    if (ended) {
      return Optional.empty();
    }
    number++;
    String name = "picture " + number;
    try {
      byte[] length = in.readNBytes(LENGTH_BYTES);
      if (length.length == 0) {
        ended = true;
        return Optional.empty();
      }
      if (length.length < LENGTH_BYTES) {
        ended = true;
        return Optional.of(cutOff(name, length.length, LENGTH_BYTES));
      }
      return Optional.of(picture(name, Integer.toUnsignedLong(ByteBuffer.wrap(length).getInt())));
    } catch (IOException e) {
      ended = true;
      return Optional.of(
          Frame.ofFailure(
              name,
              new ScissionLiteException(
                  "standard input cannot be read further: %s".formatted(AtomicWrite.reason(e)))));
    }
  }

  private Frame picture(String name, long length) throws IOException {
    if (length > LONGEST) {
      return passedOver(name, length);
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      ended = true;
      return cutOff(name, bytes.length, length);
    }
    return Frame.ofEncoded(name, ByteBuffer.wrap(bytes));
  }

  private Frame passedOver(String name, long length) throws IOException {
    discard(length);
    return Frame.ofFailure(
        name,
        new ScissionLiteException(
            "%s: a length of %d bytes, the most is %d; put 4 bytes of length, the highest first, before each picture"
                .formatted(name, length, LONGEST)));
  }

  /** Reads, as a pipe cannot be skipped. */
  private void discard(long length) throws IOException {
    byte[] part = new byte[DISCARDED_AT_ONCE];
    for (long left = length; left > 0 && !ended; ) {
      int read = in.read(part, 0, (int) Math.min(part.length, left));
      ended = read < 0;
      left -= read;
    }
  }

  private static Frame cutOff(String name, long found, long expected) {
    return Frame.ofFailure(
        name,
        new ScissionLiteException(
            "%s: standard input ended after %d of %d bytes".formatted(name, found, expected)));
  }
}
