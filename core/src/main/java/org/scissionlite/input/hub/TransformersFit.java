package org.scissionlite.input.hub;

import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.input.fit.Interpolation;

/**
 * How {@code preprocessor_config.json} brings pictures to a size.
 *
 * <p>Its sizes are those of the file's own model; here they are shares, so that they suit a model
 * of another size, too.
 */
record TransformersFit(HubFields fields) {
  private static final String SIZE = "size";
  private static final String CROP = "crop_size";
  private static final String SHORTEST = "shortest_edge";

  /** From this size on ConvNeXT's pictures are stretched instead of cropped. */
  private static final int LARGE = 384;

  /** The numbers of the library Pillow. */
  private static final Map<Integer, Interpolation> INTERPOLATIONS =
      Map.of(
          0, Interpolation.NEAREST,
          1, Interpolation.LANCZOS,
          2, Interpolation.BILINEAR,
          3, Interpolation.BICUBIC);

  Fit fit() {
    return size().with(interpolation());
  }

  private Fit size() {
    boolean cropped = fields.flag("do_center_crop", false);
    if (!fields.flag("do_resize", true)) {
      return cropped ? Fit.CENTER_CROP.withShare(1) : Fit.STRETCH;
    }
    if (fields.has("crop_pct")) {
      return shortest() < LARGE ? centerCrop(fields.number("crop_pct", 1)) : Fit.STRETCH;
    }
    if (!fields.has(SIZE)) {
      return cropped ? Fit.CENTER_CROP : Fit.STRETCH;
    }
    if (cropped) {
      return cropped();
    }
    requireBothSides();
    return Fit.STRETCH;
  }

  private Fit cropped() {
    List<Integer> crop = fields.has(CROP) ? sides(CROP) : sides(SIZE);
    boolean square = crop.get(0).equals(crop.get(1));
    boolean keepsShape = isObject(SIZE) ? fields.inside(SIZE).has(SHORTEST) : square;
    if (keepsShape) {
      return centerCrop((double) Math.max(crop.get(0), crop.get(1)) / shortest());
    }
    if (crop.equals(sides(SIZE))) {
      return Fit.STRETCH;
    }
    throw new UsageException(
        "%s: stretches pictures to %s and crops them to %s, which no fit of a preprocessing does; write a file with the nearest of STRETCH and CENTER_CROP and name it with --preprocessing"
            .formatted(fields.place(), text(sides(SIZE)), text(crop)));
  }

  private Fit centerCrop(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new UsageException(
          "%s: a crop of %s of the picture; expected a share above 0 and at most 1"
              .formatted(fields.place(), share));
    }
    return Fit.CENTER_CROP.withShare(share);
  }

  private void requireBothSides() {
    if (isObject(SIZE) && !fields.inside(SIZE).has("height")) {
      throw new UsageException(
          "%s: field '%s': pictures keep their shape (%s) and are not cropped, so they have no one size; write a file with the fit STRETCH or LETTERBOX and name it with --preprocessing"
              .formatted(fields.place(), SIZE, HubFields.shown(fields.object().get(SIZE))));
    }
    sides(SIZE);
  }

  /** The shorter side that pictures are scaled to. */
  private int shortest() {
    if (!isObject(SIZE)) {
      return fields.pixels(SIZE);
    }
    HubFields size = fields.inside(SIZE);
    int shortest = size.has(SHORTEST) ? size.pixels(SHORTEST) : size.pixels("height");
    if (shortest == 0) {
      throw fields.problem(SIZE, "'%s', or 'height' and 'width'".formatted(SHORTEST));
    }
    return shortest;
  }

  /** Height and width. */
  private List<Integer> sides(String field) {
    if (!isObject(field)) {
      int side = fields.pixels(field);
      return List.of(side, side);
    }
    HubFields size = fields.inside(field);
    if (size.has(SHORTEST)) {
      return List.of(size.pixels(SHORTEST), size.pixels(SHORTEST));
    }
    if (!size.has("height") || !size.has("width")) {
      throw fields.problem(field, "a number, or 'height' and 'width'");
    }
    return List.of(size.pixels("height"), size.pixels("width"));
  }

  private boolean isObject(String field) {
    return fields.object().path(field).isObject();
  }

  private Interpolation interpolation() {
    if (!fields.has("resample")) {
      return Interpolation.BILINEAR;
    }
    Interpolation found = INTERPOLATIONS.get((int) fields.number("resample", -1));
    if (found == null) {
      throw fields.problem("resample", "0 (nearest), 1 (Lanczos), 2 (bilinear) or 3 (bicubic)");
    }
    return found;
  }

  private static String text(List<Integer> sides) {
    return sides.get(0) + "x" + sides.get(1);
  }
}
