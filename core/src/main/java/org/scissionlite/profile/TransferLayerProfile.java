package org.scissionlite.profile;

import org.scissionlite.transfer.lossless.LosslessTransferLayer;
import org.scissionlite.transfer.quantize.PixelTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * A transfer layer at one cut on one system.
 *
 * @param spec such as "pool2+q8"; kept in its canonical form
 * @param size what it sends
 * @param deviceTL time of the encoder, conversion to bytes included
 * @param edgeTL time of the decoder, conversion from bytes included
 */
public record TransferLayerProfile(String spec, WireSize size, Timing deviceTL, Timing edgeTL) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing or negative value
   */
  public TransferLayerProfile {
    spec = TransferLayers.canonical(ProfileChecks.present(spec, "spec of a transfer layer"));
    ProfileChecks.present(size, "size of TL " + spec);
    ProfileChecks.present(deviceTL, "deviceTL of TL " + spec);
    ProfileChecks.present(edgeTL, "edgeTL of TL " + spec);
  }

  /**
   * Whether a layer of this spec gives back exactly what it was given: pictures as 8-bit pixels,
   * and integers as they are.
   */
  public static boolean isLossless(String spec) {
    return spec.equals(PixelTransferLayer.SPEC) || spec.equals(LosslessTransferLayer.SPEC);
  }

  /** The one way to write a spec, by which profiles and tables know it. */
  public static String canonical(String spec) {
    return TransferLayers.canonical(spec);
  }

  /** What a planner counts with: see {@link WireSize#expectedBytes}. */
  public long wireBytes() {
    return size.expectedBytes();
  }

  TransferLayerProfile slowedDown(double factor) {
    return new TransferLayerProfile(spec, size, deviceTL.times(factor), edgeTL.times(factor));
  }
}
