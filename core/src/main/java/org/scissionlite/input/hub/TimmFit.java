package org.scissionlite.input.hub;

import java.util.Arrays;
import java.util.Locale;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.input.fit.Interpolation;

/** How timm's {@code config.json} brings pictures to a size. */
final class TimmFit {
  private static final double USUAL_SHARE = 0.875;

  private TimmFit() {}

  static Fit of(HubFields fields) {
    double share = fields.number("crop_pct", USUAL_SHARE);
    if (!(share > 0 && share <= 1)) {
      throw fields.problem("crop_pct", "above 0 and at most 1");
    }
    Fit fit =
        switch (fields.text("crop_mode", "center")) {
          case "center" -> Fit.CENTER_CROP.withShare(share);
          case "squash" -> {
            if (share != 1) {
              throw fields.problem("crop_pct", "1 where 'crop_mode' is squash");
            }
            yield Fit.STRETCH;
          }
          default -> throw fields.problem("crop_mode", "center or squash");
        };
    String name = fields.text("interpolation", "bicubic").toUpperCase(Locale.ROOT);
    return Arrays.stream(Interpolation.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(fit::with)
        .orElseThrow(
            () -> fields.problem("interpolation", "nearest, bilinear, bicubic or lanczos"));
  }
}
