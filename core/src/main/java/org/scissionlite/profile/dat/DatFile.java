package org.scissionlite.profile.dat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.dat.DatProfile.Format;

/**
 * Reads {@code TIER-NAME.dat} (all models of a system) and {@code TIER-NAME-MODEL.dat} (one model,
 * of ScissionTL for Triton).
 */
public final class DatFile {
  /** How the files' names end. */
  public static final String SUFFIX = ".dat";

  private static final long MOST_BYTES = 8 << 20;
  private static final long MOST_LAYERS = 1_000_000;
  private static final int MOST_RECORDS = 200_000;

  private final String place;
  private int records;

  private DatFile(String place) {
    this.place = place;
  }

  /**
   * The profiles in a file.
   *
   * @throws UsageException naming the file, for a hostile, broken or foreign one
   */
  public static List<DatProfile> read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UsageException(name + ": expected a benchmark file of at most 8 MiB");
      }
      return new DatFile(name).profiles(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ScissionLiteException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private List<DatProfile> profiles(byte[] data) {
    Object value = PickleReader.read(place, data);
    List<DatProfile> profiles = new ArrayList<>();
    if (value instanceof Map<?, ?> models) {
      models.forEach((model, list) -> profiles.add(profile((String) model, list, false)));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      String model = text(attributes(list.get(0)), "model");
      profiles.add(profile(model, list, true));
    }
    if (profiles.isEmpty()) {
      throw PickleObjects.malformed(place, "no model in it");
    }
    return profiles;
  }

  private DatProfile profile(String model, Object value, boolean triton) {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw PickleObjects.malformed(place, "no list of records for model " + model);
    }
    records += list.size();
    if (records > MOST_RECORDS) {
      throw PickleObjects.malformed(place, "more than " + MOST_RECORDS + " records");
    }
    try {
      Format format = Format.SCISSIONTL_TRITON;
      if (!triton) {
        boolean pools = attributes(list.get(0)).containsKey("tl_output_size");
        format = pools ? Format.SCISSIONTL : Format.SCISSION;
      }
      List<DatRecord> converted = list.stream().map(item -> record(attributes(item))).toList();
      return new DatProfile(system(triton ? "-" + model : ""), model, format, converted);
    } catch (UsageException e) {
      String message = e.getMessage();
      throw message.startsWith(place) ? e : new UsageException(place + ": " + message, e);
    }
  }

  /** The system that the file's name tells. */
  private SystemId system(String modelSuffix) {
    String stem = place.endsWith(SUFFIX) ? place.substring(0, place.length() - 4) : place;
    if (stem.endsWith(modelSuffix)) {
      stem = stem.substring(0, stem.length() - modelSuffix.length());
    }
    String[] parts = stem.split("-", 2);
    return Arrays.stream(Tier.values())
        .filter(tier -> parts.length == 2 && tier.toString().equals(lowerCase(parts[0])))
        .findFirst()
        .map(tier -> new SystemId(tier, parts[1]))
        .orElseThrow(
            () ->
                new UsageException(
                    place
                        + ": expected a name such as device-pi4.dat, edge-box.dat, cloud-gpu.dat"));
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> attributes(Object item) {
    if (item instanceof PickleObjects.Attributes record) {
      return record.values();
    }
    throw PickleObjects.malformed(place, "an item that is no LayerBenchmark record");
  }

  private DatRecord record(Map<String, Object> attributes) {
    DatRecord.Pooling pooling =
        attributes.containsKey("tl_output_size")
            ? new DatRecord.Pooling(
                whole(attributes, "tl_output_size"),
                number(attributes, "downsample_time"),
                attributes.containsKey("upsample_time") ? number(attributes, "upsample_time") : -1,
                number(attributes, "dataconvert_time"))
            : DatRecord.Pooling.NONE;
    return new DatRecord(
        layer(attributes, "input_layer"),
        layer(attributes, "output_layer"),
        number(attributes, "second_prediction"),
        whole(attributes, "output_size"),
        pooling);
  }

  private String text(Map<String, Object> attributes, String name) {
    if (attributes.get(name) instanceof String text) {
      return text;
    }
    throw PickleObjects.malformed(place, "a record without a text '" + name + "'");
  }

  private double number(Map<String, Object> attributes, String name) {
    Object value = attributes.get(name);
    if (value instanceof Long whole) {
      return (double) whole.longValue();
    }
    if (value instanceof Double number) {
      return number;
    }
    throw PickleObjects.malformed(place, "a record without a number '" + name + "'");
  }

  private int layer(Map<String, Object> attributes, String name) {
    return (int) Math.max(-1, Math.min(whole(attributes, name), MOST_LAYERS));
  }

  private long whole(Map<String, Object> attributes, String name) {
    double value = number(attributes, name);
    if (value != Math.rint(value) || Math.abs(value) > 1e15) {
      throw PickleObjects.malformed(place, "'%s' of %s, no whole number".formatted(name, value));
    }
    return (long) value;
  }
}
