package org.scissionlite.profile;

import java.util.List;
import java.util.stream.Stream;

/**
 * One cut on one system: what it costs to send or to receive there.
 *
 * @param name the layer after which it lies; "input" for the first
 * @param layer that layer's number
 * @param bytes that cross it without a transfer layer
 * @param tensors how many cross it
 * @param conversion time to turn the tensors into bytes of a message, or back
 * @param transferLayers the TLs that fit there
 * @param memory of the slices before and behind the cut
 */
public record CutProfile(
    String name,
    int layer,
    long bytes,
    int tensors,
    Timing conversion,
    List<TransferLayerProfile> transferLayers,
    SliceMemory memory) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing or negative value, or a TL that is
   *     given twice
   */
  public CutProfile {
    ProfileChecks.present(name, "name of a cut");
    ProfileChecks.atLeast(0, layer, "layer of cut '" + name + "'");
    ProfileChecks.atLeast(0, bytes, "bytes of cut '" + name + "'");
    ProfileChecks.atLeast(1, tensors, "tensors of cut '" + name + "'");
    ProfileChecks.present(conversion, "conversion of cut '" + name + "'");
    ProfileChecks.present(memory, "memory of cut '" + name + "'");
    transferLayers =
        List.copyOf(ProfileChecks.present(transferLayers, "transferLayers of cut '" + name + "'"));
    long different = transferLayers.stream().map(TransferLayerProfile::spec).distinct().count();
    ProfileChecks.that(
        different == transferLayers.size(),
        () -> "cut '%s': a transfer layer is given twice".formatted(name));
  }

  /** A cut of one tensor, whose slices' memory is not known. */
  public CutProfile(
      String name,
      int layer,
      long bytes,
      Timing conversion,
      List<TransferLayerProfile> transferLayers) {
    this(name, layer, bytes, 1, conversion, transferLayers, SliceMemory.unknown());
  }

  /** This cut with a transfer layer, which replaces one of the same spec. */
  public CutProfile withLayer(TransferLayerProfile other) {
    List<TransferLayerProfile> layers =
        Stream.concat(
                transferLayers.stream().filter(each -> !each.spec().equals(other.spec())),
                Stream.of(other))
            .toList();
    return new CutProfile(name, this.layer, bytes, tensors, conversion, layers, memory);
  }

  CutProfile slowedDown(double factor) {
    List<TransferLayerProfile> slower =
        transferLayers.stream().map(layer -> layer.slowedDown(factor)).toList();
    return new CutProfile(name, layer, bytes, tensors, conversion.times(factor), slower, memory);
  }
}
