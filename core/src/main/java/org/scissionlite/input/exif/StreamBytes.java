package org.scissionlite.input.exif;

import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.ImageInputStream;

/** A stream of an image as a plain one; it is not closed with it. */
final class StreamBytes extends InputStream {
  private final ImageInputStream stream;

  StreamBytes(ImageInputStream stream) {
    this.stream = stream;
  }

  @Override
  public int read() throws IOException {
    return stream.read();
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    return stream.read(bytes, from, count);
  }

  /** Skips to the end at most: a file's stream would go on behind it. */
  @Override
  public long skip(long count) throws IOException {
    long length = stream.length();
    long most = length < 0 ? count : Math.max(0, length - stream.getStreamPosition());
    return stream.skipBytes(Math.min(count, most));
  }
}
