package org.scissionlite.profile;

import java.util.List;

/**
 * One cut on one system: what it costs to send or to receive there.
 *
 * @param name the layer after which it lies; "input" for the first
 * @param layer that layer's number
 * @param bytes that cross it without a transfer layer
 * @param conversion time to turn the tensors into bytes of a message, or back
 * @param transferLayers the TLs that fit there
 */
public record CutProfile(
    String name,
    int layer,
    long bytes,
    Timing conversion,
    List<TransferLayerProfile> transferLayers) {
  public CutProfile {
    transferLayers = List.copyOf(transferLayers);
  }
}
