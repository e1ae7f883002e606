package org.scissionlite.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;

/** The transfer layers by spec. Grammar: {@code SPEC := PART ('+' PART)*}. */
public final class TransferLayers {
  private static final Map<String, Supplier<TransferLayer>> PARTS =
      new TreeMap<>(
          Map.of(
              NoTransferLayer.SPEC, NoTransferLayer::new,
              MaxPoolTransferLayer.SPEC, MaxPoolTransferLayer::new,
              QuantizeTransferLayer.SPEC, QuantizeTransferLayer::new));

  private TransferLayers() {}

  /**
   * The transfer layer of a spec, such as "pool2+q8".
   *
   * @throws UsageException for an unknown part; lists the valid ones
   */
  public static TransferLayer parse(String spec) {
    List<TransferLayer> parts =
        Arrays.stream(spec.split("\\+", -1)).map(TransferLayers::part).toList();
    return parts.size() == 1 ? parts.get(0) : new ChainedTransferLayer(parts);
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

  private static TransferLayer part(String name) {
    Supplier<TransferLayer> part = PARTS.get(name.strip());
    if (part == null) {
      throw UsageException.unknownName("transfer layer", name.strip(), PARTS.keySet());
    }
    return part.get();
  }

  /** The specs of the parts that exist, for help texts. */
  public static List<String> parts() {
    return List.copyOf(PARTS.keySet());
  }

  static void requireFit(TransferLayer layer, TensorSpec cut) {
    layer
        .misfit(cut.type())
        .ifPresent(
            reason -> {
              throw new UsageException("cut at '%s': %s".formatted(cut.name(), reason));
            });
  }
}
