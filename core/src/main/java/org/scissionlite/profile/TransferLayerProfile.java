package org.scissionlite.profile;

import org.scissionlite.transfer.PixelTransferLayer;

/**
 * A transfer layer at one cut on one system.
 *
 * @param spec such as "pool2+q8"
 * @param wireBytes what it sends
 * @param deviceTL time of the encoder, conversion to bytes included
 * @param edgeTL time of the decoder, conversion from bytes included
 */
public record TransferLayerProfile(String spec, long wireBytes, Timing deviceTL, Timing edgeTL) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing or negative value
   */
  public TransferLayerProfile {
    Require.present(spec, "spec of a transfer layer");
    Require.atLeast(0, wireBytes, "wireBytes of TL " + spec);
    Require.present(deviceTL, "deviceTL of TL " + spec);
    Require.present(edgeTL, "edgeTL of TL " + spec);
  }

  /**
   * Whether a layer of this spec gives back exactly what it was given: pictures as 8-bit pixels.
   */
  public static boolean isLossless(String spec) {
    return spec.equals(PixelTransferLayer.SPEC);
  }

  TransferLayerProfile slowedDown(double factor) {
    return new TransferLayerProfile(spec, wireBytes, deviceTL.times(factor), edgeTL.times(factor));
  }
}
