package org.scissionlite.input.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.Preprocessing.Channels;
import org.scissionlite.input.Preprocessing.Layout;

/**
 * Reads the preprocessing of the files that model hubs ship: {@code preprocessor_config.json} of
 * the library transformers, and {@code config.json} of timm.
 */
public final class HubPreprocessing {
  /** The file of transformers. */
  public static final String TRANSFORMERS = "preprocessor_config.json";

  /** The file of timm; that of transformers has the same name and other fields. */
  public static final String TIMM = "config.json";

  private static final String TIMM_FIELD = "pretrained_cfg";
  private static final List<String> OF_IMAGES =
      List.of("do_resize", "do_normalize", "do_rescale", "image_mean", "do_center_crop");
  private static final double PER_LEVEL = 1 / 255.0;

  private HubPreprocessing() {}

  /**
   * The preprocessing in a file; nothing where the file is no preprocessing of a hub.
   *
   * @throws org.scissionlite.error.UsageException if it is one, but not of the forms that are
   *     known; says which field
   * @throws ScissionLiteException if it cannot be read
   */
  public static Optional<Preprocessing> read(Path file) {
    JsonNode tree = Json.read(file, JsonNode.class, "preprocessing");
    if (tree.path(TIMM_FIELD).isObject()) {
      return Optional.of(timm(new HubFields(file.toString(), tree).inside(TIMM_FIELD)));
    }
    JsonNode images = tree.path("image_processor").isObject() ? tree.get("image_processor") : tree;
    return OF_IMAGES.stream().anyMatch(images::has)
        ? Optional.of(transformers(new HubFields(file.toString(), images)))
        : Optional.empty();
  }

  /** Whether a file, which may be of any program, is one of timm. */
  public static boolean isTimm(Path file) {
    try {
      return Json.read(file, JsonNode.class, "configuration").path(TIMM_FIELD).isObject();
    } catch (ScissionLiteException e) {
      return false;
    }
  }

  private static Preprocessing transformers(HubFields fields) {
    boolean normalized = fields.flag("do_normalize", true);
    List<Double> mean = normalized ? fields.numbers("image_mean") : List.of();
    List<Double> deviation = normalized ? fields.numbers("image_std") : List.of();
    double scale = fields.flag("do_rescale", true) ? fields.number("rescale_factor", PER_LEVEL) : 1;
    double offset = fields.flag("rescale_offset", false) ? 1 : 0;
    int channels = Math.max(mean.size(), deviation.size()) == 1 ? 1 : 3;
    Channels order =
        channels == 1
            ? Channels.GREY
            : fields.flag("do_flip_channel_order", false) ? Channels.BGR : Channels.RGB;
    return new Preprocessing(
        new TransformersFit(fields).fit(),
        order,
        Layout.NCHW,
        scale,
        each(mean, channels, 0).stream().map(value -> value + offset).toList(),
        each(deviation, channels, 1));
  }

  private static Preprocessing timm(HubFields fields) {
    Preprocessing usual = Preprocessing.named("torch");
    List<Double> mean = fields.has("mean") ? fields.numbers("mean") : usual.mean();
    List<Double> deviation = fields.has("std") ? fields.numbers("std") : usual.deviation();
    int channels = Math.max(mean.size(), deviation.size());
    return new Preprocessing(
        TimmFit.of(fields),
        channels == 1 ? Channels.GREY : Channels.RGB,
        Layout.NCHW,
        PER_LEVEL,
        each(mean, channels, 0),
        each(deviation, channels, 1));
  }

  /** One value a channel, where one or none is given. */
  private static List<Double> each(List<Double> values, int channels, double usual) {
    if (values.size() == channels) {
      return values;
    }
    return Collections.nCopies(channels, values.isEmpty() ? usual : values.get(0));
  }
}
