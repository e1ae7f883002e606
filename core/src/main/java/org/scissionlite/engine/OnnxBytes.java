package org.scissionlite.engine;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * An ONNX model in memory: what was checked is what an engine opens.
 *
 * @param name for messages
 * @param bytes of the ONNX file; an engine opens direct ones without a copy on the Java heap
 * @param weightFolder where the weight files lie that the model names, if it does; nowhere else are
 *     they looked for
 */
public record OnnxBytes(String name, ByteBuffer bytes, Path weightFolder) {
  public OnnxBytes {
    bytes = bytes.asReadOnlyBuffer();
  }

  /** The bytes; read-only, with a position of its own. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }
}
