package org.scissionlite.plan.question;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.profile.TransferLayerProfile;

/**
 * How much pictures that an attacker rebuilds from what is sent are like the originals, as {@code
 * evaluate --privacy} measured it.
 *
 * @param cuts what was measured
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Similarities(List<CutSimilarity> cuts) {
  public Similarities {
    cuts = listed(cuts, "cuts");
  }

  /**
   * What was measured at a cut.
   *
   * @param cut its name
   * @param transferLayer its spec; kept in its canonical form
   * @param ssim mean structural similarity, at most 1
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CutSimilarity(String cut, String transferLayer, double ssim) {
    public CutSimilarity {
      present(cut, "cut");
      present(transferLayer, "transferLayer");
      transferLayer = TransferLayerProfile.canonical(transferLayer);
      if (!(ssim >= -1 && ssim <= 1)) {
        throw new UsageException(
            "similarity of %s.%s: expected -1 to 1, got %s".formatted(cut, transferLayer, ssim));
      }
    }

    private CutLayer place() {
      return new CutLayer(cut, transferLayer);
    }
  }

  /**
   * Reads the file privacy.json; of other fields than {@code {"cuts": [{"cut", "transferLayer",
   * "ssim"}]}} it takes no notice.
   */
  public static Similarities read(Path file) {
    return Json.read(file, Similarities.class, "privacy report");
  }

  /** Where something was measured. */
  public List<CutLayer> places() {
    return cuts.stream().map(CutSimilarity::place).toList();
  }

  /** The similarity at a cut with a transfer layer; nothing where it was not measured. */
  OptionalDouble of(String cut, String transferLayer) {
    CutLayer place = new CutLayer(cut, transferLayer);
    return cuts.stream()
        .filter(known -> known.place().equals(place))
        .mapToDouble(CutSimilarity::ssim)
        .max();
  }
}
