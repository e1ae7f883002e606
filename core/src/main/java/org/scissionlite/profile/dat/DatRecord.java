package org.scissionlite.profile.dat;

import org.scissionlite.error.UsageException;

/**
 * One record of a benchmark file, in the file's own units.
 *
 * @param inputLayer number of the block's first layer
 * @param outputLayer number of its last layer, inclusive
 * @param seconds mean time of the block (Triton edge: of everything from its first layer on)
 * @param outputSize bytes of its output saved as .npy: a header of 128 bytes and 4 an element
 * @param transferLayer 2x2 max pooling behind the block
 */
public record DatRecord(
    int inputLayer, int outputLayer, double seconds, long outputSize, Pooling transferLayer) {
  /** Bytes of the header of a .npy file. */
  public static final int NPY_HEADER_BYTES = 128;

  public DatRecord {
    if (inputLayer < 0 || outputLayer < inputLayer || outputSize < 0) {
      throw new UsageException(
          "record of layers %d to %d with %d bytes: expected 0 <= first <= last and no negative size"
              .formatted(inputLayer, outputLayer, outputSize));
    }
    if (!(seconds >= 0 && seconds < 1e6)) {
      throw new UsageException(
          "record of layers %d to %d: expected a time from 0 to 1e6 s, found %s"
              .formatted(inputLayer, outputLayer, seconds));
    }
  }

  /**
   * The reference's transfer layer at a cut.
   *
   * @param outputSize bytes after pooling, saved as .npy; 0 where it cannot apply
   * @param downsampleSeconds DeviceTL; negative where it was not measured
   * @param upsampleSeconds EdgeTL; negative where it was not measured
   * @param convertSeconds tensor to bytes; negative where it was not measured
   */
  public record Pooling(
      long outputSize, double downsampleSeconds, double upsampleSeconds, double convertSeconds) {
    /** Where there is no transfer layer. */
    public static final Pooling NONE = new Pooling(0, -1, -1, -1);

    public Pooling {
      if (outputSize < 0
          || !(downsampleSeconds < 1e6 && upsampleSeconds < 1e6 && convertSeconds < 1e6)) {
        throw new UsageException(
            "transfer layer of %d bytes, %s s, %s s, %s s: expected finite times and no negative size"
                .formatted(outputSize, downsampleSeconds, upsampleSeconds, convertSeconds));
      }
    }

    /** Whether the sender's half can run here. */
    public boolean encodes() {
      return outputSize > 0 && downsampleSeconds >= 0 && convertSeconds >= 0;
    }

    /** Whether the receiver's half can run here. */
    public boolean decodes() {
      return upsampleSeconds >= 0 && convertSeconds >= 0;
    }
  }
}
