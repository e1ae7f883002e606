package org.scissionlite.transfer.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.transfer.NoTransferLayer;
import org.scissionlite.transfer.PartSpec;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.bottleneck.BottleneckTransferLayer;
import org.scissionlite.transfer.pool.MaxPoolTransferLayer;
import org.scissionlite.transfer.quantize.PixelTransferLayer;
import org.scissionlite.transfer.quantize.QuantizeTransferLayer;
import org.scissionlite.transfer.transform.TransformTransferLayer;

/**
 * The transfer layers by spec. Grammar: {@code SPEC := PART ('+' PART)*}, {@code PART := NAME (':'
 * KEY '=' VALUE (',' KEY '=' VALUE)*)?}.
 */
public final class TransferLayers {
  private static final Map<String, Function<PartSpec, TransferLayer>> PARTS = new TreeMap<>();

  static {
    plain(NoTransferLayer.SPEC, NoTransferLayer::new);
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
    String stripped = spec.strip();
    if (stripped.equals(PixelTransferLayer.SPEC)) {
      return stripped;
    }
    try {
      return parse(stripped).spec();
    } catch (UsageException e) {
      return stripped;
    }
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
      return spec.equals(PixelTransferLayer.SPEC) || parse(spec).sendsFixedSize();
    } catch (UsageException e) {
      return false;
    }
  }

  /**
   * The transfer layer of a spec for a model whose preprocessing is known: "pixels" exists as well.
   *
   * @throws UsageException for an unknown part; lists the valid ones
   */
  public static TransferLayer parse(String spec, Preprocessing preprocessing) {
    return spec.strip().equals(PixelTransferLayer.SPEC)
        ? new PixelTransferLayer(preprocessing)
        : parse(spec);
  }

  private static TransferLayer part(String text) {
    PartSpec part = PartSpec.parse(text);
    Function<PartSpec, TransferLayer> layer = PARTS.get(part.name());
    if (layer == null) {
      throw UsageException.unknownName("transfer layer", part.name(), PARTS.keySet());
    }
    return layer.apply(part);
  }
}
