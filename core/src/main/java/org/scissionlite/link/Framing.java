package org.scissionlite.link;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;

/**
 * What the protocols add to a message.
 *
 * <p>Worked numbers for 158,828 bytes over {@link #GRPC}: 260 bytes of protobuf, gRPC prefix and
 * HTTP/2 headers and ten data frames of 9 make 159,178 bytes for TCP, and 111 packets with 52 bytes
 * of TCP and IP headers each make 164,950 on the wire.
 */
public enum Framing {
  /** Nothing is known; the bandwidth was measured with the same protocols as it is used with. */
  NONE(0, 0, 0),
  /** gRPC over HTTP/2, in the clear. */
  GRPC(260, 9, 0),
  /** gRPC over HTTP/2 over TLS 1.3: a record of at most 16,384 bytes has 22 of its own. */
  GRPC_TLS(260, 9, 22);

  /** What a TCP segment carries over Ethernet, with the time stamps that all systems send. */
  public static final int SEGMENT_BYTES = 1448;

  /** Headers of TCP (32, with time stamps) and IPv4 (20). */
  public static final int PACKET_HEADER_BYTES = 52;

  /** The largest frame of HTTP/2 unless the sides agree on another, and the largest TLS record. */
  private static final int FRAME_BYTES = 16_384;

  private final int messageBytes;
  private final int frameHeaderBytes;
  private final int recordBytes;

  Framing(int messageBytes, int frameHeaderBytes, int recordBytes) {
    this.messageBytes = messageBytes;
    this.frameHeaderBytes = frameHeaderBytes;
    this.recordBytes = recordBytes;
  }

  /** The bytes that TCP carries for a message. */
  public double streamBytes(long bytes) {
    double message = (double) bytes + messageBytes;
    if (frameHeaderBytes + recordBytes == 0) {
      return message;
    }
    return message + frames(message) * (frameHeaderBytes + recordBytes);
  }

  /** The bytes on the wire, headers of TCP and IP included, acknowledgements not. */
  public double wireBytes(long bytes) {
    double stream = streamBytes(bytes);
    return stream + Math.ceil(stream / SEGMENT_BYTES) * PACKET_HEADER_BYTES;
  }

  private static double frames(double bytes) {
    return Math.ceil(bytes / FRAME_BYTES);
  }

  /** "none", "grpc" or "grpc-tls": the name in files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The framing of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static Framing named(String name) {
    List<String> names = Arrays.stream(values()).map(Framing::toString).toList();
    if (!names.contains(name)) {
      throw UsageException.unknownName("framing", name, names);
    }
    return values()[names.indexOf(name)];
  }
}
