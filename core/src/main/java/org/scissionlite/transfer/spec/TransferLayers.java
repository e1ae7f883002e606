package org.scissionlite.transfer.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.NoTransferLayer;
import org.scissionlite.transfer.PartSpec;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.bottleneck.BottleneckTransferLayer;
import org.scissionlite.transfer.lossless.LosslessTransferLayer;
import org.scissionlite.transfer.pool.MaxPoolTransferLayer;
import org.scissionlite.transfer.quantize.PictureTransferLayer;
import org.scissionlite.transfer.quantize.PixelTransferLayer;
import org.scissionlite.transfer.quantize.QuantizeTransferLayer;
import org.scissionlite.transfer.transform.TransformTransferLayer;

/**
 * The transfer layers by spec. Grammar: {@code SPEC := PART ('+' PART)*}, {@code PART := NAME (':'
 * KEY '=' VALUE (',' KEY '=' VALUE)*)?}.
 */
public final class TransferLayers {
  private static final Map<String, Function<PartSpec, TransferLayer>> PARTS = new TreeMap<>();

  /** What sends the picture itself. */
  private static final Set<String> PICTURES =
      Set.of(PixelTransferLayer.SPEC, PictureTransferLayer.JPEG, PictureTransferLayer.WEBP);

  /** No spec depends on it, nor does what it says of a transfer layer's size. */
  private static final Preprocessing ANY = Preprocessing.named("raw");

  static {
    plain(NoTransferLayer.SPEC, NoTransferLayer::new);
    plain(LosslessTransferLayer.SPEC, LosslessTransferLayer::new);
    plain(MaxPoolTransferLayer.SPEC, MaxPoolTransferLayer::new);
    IntStream.rangeClosed(QuantizeTransferLayer.FEWEST_BITS, QuantizeTransferLayer.MOST_BITS)
        .mapToObj(QuantizeTransferLayer::new)
        .forEach(layer -> plain(layer.spec(), () -> layer));
    PARTS.put(TransformTransferLayer.TRANSFORM, TransformTransferLayer::of);
    PARTS.put(TransformTransferLayer.PCA, TransformTransferLayer::of);
    PARTS.put(BottleneckTransferLayer.NAME, BottleneckTransferLayer::of);
  }

  /** A part without options. */
  private static void plain(String name, Supplier<TransferLayer> layer) {
    PARTS.put(
        name,
        part -> {
          part.requireOptions(Set.of());
          return layer.get();
        });
  }

  private TransferLayers() {}

  /**
   * The transfer layer of a spec, such as "pool2+q8"; a part "none" in a chain does nothing.
   *
   * @throws UsageException for an unknown part; lists the valid ones
   */
  public static TransferLayer parse(String spec) {
    return inAnyFloat(inFloat32(spec));
  }

  private static TransferLayer inAnyFloat(TransferLayer layer) {
    return layer instanceof NoTransferLayer ? layer : new AnyFloatTransferLayer(layer);
  }

  private static void requireOneLayer(String spec) {
    if (spec.contains(FittedTransferLayer.SEPARATOR)) {
      throw new UsageException(
          "transfer layer '%s': a list of layers, one for each tensor of a cut, comes from 'auto' alone; give one layer, such as '%s', which then stands at every tensor, or 'auto'"
              .formatted(spec, spec.split(FittedTransferLayer.SEPARATOR, 2)[0].strip()));
    }
  }

  private static TransferLayer inFloat32(String spec) {
    requireOneLayer(spec);
    List<TransferLayer> parts =
        Arrays.stream(spec.split("\\+", -1))
            .map(TransferLayers::part)
            .filter(part -> !(part instanceof NoTransferLayer))
            .toList();
    return switch (parts.size()) {
      case 0 -> new NoTransferLayer();
      case 1 -> parts.get(0);
      default -> new ChainedTransferLayer(parts);
    };
  }

  /**
   * The one way to write a spec, by which files and tables know it: "transform:step=1.0" for {@code
   * "transform : step=1"}. A spec of an unknown layer, as an imported profile may hold, stays as it
   * is but for blanks around it.
   */
  public static String canonical(String spec) {
    try {
      return canonicalOfKnown(spec);
    } catch (UsageException e) {
      return spec.strip();
    }
  }

  /**
   * The one way to write the spec of a layer that exists.
   *
   * @throws UsageException for an unknown part; lists the valid ones
   */
  static String canonicalOfKnown(String spec) {
    return parse(spec, ANY).spec();
  }

  /**
   * The specs of a list that commas separate; the commas between a layer's options are its own:
   * "pool2,transform:step=1,tile=8" are two.
   */
  public static List<String> split(String list) {
    return Arrays.stream(list.split(",(?![^,:]*=)", -1)).map(String::strip).toList();
  }

  /**
   * Whether a layer of this spec sends equally many bytes for every tensor of a type; no where the
   * layer is not known.
   */
  public static boolean sendsFixedSize(String spec) {
    try {
      return parse(spec, ANY).sendsFixedSize();
    } catch (UsageException e) {
      return false;
    }
  }

  /**
   * The transfer layer of a spec for a model whose preprocessing is known: those that send the
   * picture itself, "pixels", "jpeg" and "webp", exist as well.
   *
   * @throws UsageException for an unknown part; lists the valid ones
   */
  public static TransferLayer parse(String spec, Preprocessing preprocessing) {
    return inAnyFloat(inFloat32(spec, preprocessing));
  }

  /** The layer itself, of its kind, as it stands at a float32 tensor. */
  static TransferLayer inFloat32(String spec, Preprocessing preprocessing) {
    requireOneLayer(spec);
    boolean alone = spec.indexOf('+') < 0;
    return alone && PICTURES.contains(name(spec))
        ? picture(PartSpec.parse(spec), preprocessing)
        : inFloat32(spec);
  }

  private static String name(String part) {
    return part.split(":", 2)[0].strip();
  }

  private static TransferLayer picture(PartSpec part, Preprocessing preprocessing) {
    if (part.name().equals(PixelTransferLayer.SPEC)) {
      part.requireOptions(Set.of());
      return new PixelTransferLayer(preprocessing);
    }
    return PictureTransferLayer.of(part, preprocessing);
  }

  private static TransferLayer part(String text) {
    String name = name(text);
    if (PICTURES.contains(name)) {
      throw new UsageException(
          "transfer layer '%s' sends the picture: it stands alone, at the input of a model whose preprocessing is known"
              .formatted(name));
    }
    PartSpec part = PartSpec.parse(text);
    Function<PartSpec, TransferLayer> layer = PARTS.get(part.name());
    if (layer == null) {
      Set<String> names = new TreeSet<>(PARTS.keySet());
      names.addAll(PICTURES);
      throw UsageException.unknownName("transfer layer", part.name(), names);
    }
    return layer.apply(part);
  }
}
