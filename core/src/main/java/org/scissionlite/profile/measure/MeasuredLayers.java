package org.scissionlite.profile.measure;

import java.util.List;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.profile.ProfileChecks;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * The TLs that are measured.
 *
 * @param fitted specs of the TLs to measure at every cut where they fit
 * @param typical specs of the TLs whose cost alone is measured where they fit, without fitting
 *     them; those among the others are left out
 * @param preprocessing what the TLs undo that send the picture itself
 */
public record MeasuredLayers(
    List<String> fitted, List<String> typical, Preprocessing preprocessing) {
  private static final List<String> USUAL_FITTED =
      List.of("pixels", "jpeg:q=85", "webp:q=75", "lossless", "pool2", "q8", "pool2+q8");

  private static final List<String> USUAL_TYPICAL =
      List.of("q4", "pca", "transform", "learned", "learned:c=64,s=4");

  /**
   * @throws org.scissionlite.error.UsageException for a missing value or an unknown TL
   */
  public MeasuredLayers {
    ProfileChecks.present(preprocessing, "preprocessing");
    List<String> exact = canonical(ProfileChecks.present(fitted, "transferLayers"), preprocessing);
    fitted = exact;
    typical =
        canonical(ProfileChecks.present(typical, "typicalLayers"), preprocessing).stream()
            .filter(spec -> !exact.contains(spec))
            .toList();
  }

  private static List<String> canonical(List<String> specs, Preprocessing preprocessing) {
    return specs.stream()
        .map(spec -> TransferLayers.parse(spec, preprocessing).spec())
        .distinct()
        .toList();
  }

  /**
   * The picture itself as "pixels", "jpeg:q=85" and "webp:q=75", the TLs "lossless", "pool2", "q8"
   * and "pool2+q8"; the cost of one or two members of each other family.
   */
  static MeasuredLayers usual() {
    return new MeasuredLayers(USUAL_FITTED, USUAL_TYPICAL, Preprocessing.named("raw"));
  }

  /** The TLs, in the order of their specs. */
  List<TransferLayer> fittedLayers() {
    return parsed(fitted);
  }

  /** The TLs whose cost alone is measured. */
  List<TransferLayer> typicalLayers() {
    return parsed(typical);
  }

  private List<TransferLayer> parsed(List<String> specs) {
    return specs.stream().map(spec -> TransferLayers.parse(spec, preprocessing)).toList();
  }
}
