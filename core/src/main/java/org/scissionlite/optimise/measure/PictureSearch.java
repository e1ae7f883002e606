package org.scissionlite.optimise.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.CutBound;
import org.scissionlite.optimise.CutFindings;
import org.scissionlite.training.search.TransferLayerSearch;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.quantize.PictureTransferLayer;
import org.scissionlite.transfer.quantize.PixelTransferLayer;

/**
 * The picture itself, sent as pixels, JPEG and WebP: of each format the lowest quality within the
 * drop, chosen and confirmed as transfer layers are.
 *
 * @param searches the search of a format
 */
public record PictureSearch(
    Subject subject, Finds finds, Function<String, TransferLayerSearch> searches) {
  private static final List<String> FORMATS =
      List.of(PictureTransferLayer.JPEG, PictureTransferLayer.WEBP);

  /** What there is at the input. */
  CutFindings at(CutBound bound) {
    Cut cut = subject.cut(bound.cut());
    List<Candidate> found = new ArrayList<>(pixels(cut));
    List<Candidate> tried = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (String format : FORMATS) {
      CutFindings one = searched(cut, format);
      found.addAll(one.candidates());
      tried.addAll(one.tried());
      if (!one.why().isEmpty()) {
        failures.add(one.why());
      }
    }
    return new CutFindings(found, tried, found.isEmpty() ? String.join("; ", failures) : "");
  }

  private List<Candidate> pixels(Cut cut) {
    TransferLayer pixels = subject.layer(PixelTransferLayer.SPEC);
    return pixels.misfit(cut.tensors().get(0).type()).isPresent()
        ? List.of()
        : finds.lossless(cut, pixels.fit(FeatureSamples.none(cut.tensors().get(0)))).stream()
            .toList();
  }

  private CutFindings searched(Cut cut, String format) {
    try {
      return searches
          .apply(format)
          .searchPicture(
              subject.graph(),
              subject.preprocessing(),
              format::equals,
              subject.images(),
              subject.goal())
          .map(result -> finds.of(cut, result))
          .orElseGet(
              () -> CutFindings.nothing("the input is no picture that can be sent as " + format));
    } catch (UsageException e) {
      throw e;
    } catch (ScissionLiteException e) {
      return CutFindings.nothing(e.getMessage());
    }
  }
}
