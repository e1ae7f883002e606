package org.scissionlite.profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One cut on one system: what it costs to send or to receive there.
 *
 * @param name the layer after which it lies; "input" for the first
 * @param layer that layer's number
 * @param bytes that cross it without a transfer layer
 * @param tensors how many cross it
 * @param keptBytes of the model's outputs that are there before the cut and do not come back; 0
 *     where older programs did not know of them
 * @param conversion time to turn the tensors into bytes of a message, or back
 * @param transferLayers the TLs that fit there
 * @param typicalLayers TLs whose cost alone is known
 * @param memory of the slices before and behind the cut
 */
public record CutProfile(
    String name,
    int layer,
    long bytes,
    int tensors,
    long keptBytes,
    Timing conversion,
    List<TransferLayerProfile> transferLayers,
    List<LayerCost> typicalLayers,
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
    ProfileChecks.atLeast(0, keptBytes, "keptBytes of cut '" + name + "'");
    ProfileChecks.present(conversion, "conversion of cut '" + name + "'");
    ProfileChecks.present(memory, "memory of cut '" + name + "'");
    transferLayers =
        List.copyOf(ProfileChecks.present(transferLayers, "transferLayers of cut '" + name + "'"));
    long different = transferLayers.stream().map(TransferLayerProfile::spec).distinct().count();
    ProfileChecks.that(
        different == transferLayers.size(),
        () -> "cut '%s': a transfer layer is given twice".formatted(name));
    typicalLayers =
        List.copyOf(ProfileChecks.present(typicalLayers, "typicalLayers of cut '" + name + "'"));
  }

  /** A cut before which no output is there, and of which no typical layers are known. */
  public CutProfile(
      String name,
      int layer,
      long bytes,
      int tensors,
      Timing conversion,
      List<TransferLayerProfile> transferLayers,
      SliceMemory memory) {
    this(name, layer, bytes, tensors, 0, conversion, transferLayers, List.of(), memory);
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

  /** This cut with other transfer layers. */
  public CutProfile withTransferLayers(List<TransferLayerProfile> others) {
    return new CutProfile(
        name, layer, bytes, tensors, keptBytes, conversion, others, List.of(), memory);
  }

  /** This cut with a transfer layer, which replaces one of the same spec. */
  public CutProfile withLayer(TransferLayerProfile other) {
    List<TransferLayerProfile> layers =
        Stream.concat(
                transferLayers.stream().filter(each -> !each.spec().equals(other.spec())),
                Stream.of(other))
            .toList();
    return new CutProfile(
        name, this.layer, bytes, tensors, keptBytes, conversion, layers, typicalLayers, memory);
  }

  /**
   * What a layer of any parameters costs here: as measured, or as the nearest of its kind does;
   * nothing where no typical layer of its kind was.
   *
   * @param spec of the layer, in its canonical form
   */
  public Optional<LayerCost> cost(String spec) {
    List<LayerCost> measured =
        Stream.concat(transferLayers.stream().map(LayerCost::of), typicalLayers.stream()).toList();
    return measured.stream()
        .filter(cost -> cost.spec().equals(spec))
        .findFirst()
        .or(() -> LayerCost.nearest(measured, spec));
  }

  CutProfile slowedDown(double factor) {
    return new CutProfile(
        name,
        layer,
        bytes,
        tensors,
        keptBytes,
        conversion.times(factor),
        transferLayers.stream().map(each -> each.slowedDown(factor)).toList(),
        typicalLayers.stream().map(each -> each.times(factor)).toList(),
        memory);
  }
}
