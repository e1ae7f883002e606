package org.scissionlite.bundle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.NoTransferLayer;
import org.scissionlite.transfer.codec.Codec;

/**
 * The check before a bundle is written: the slices one after the other, codec in between, give what
 * the model with the TL in it gives; without a TL, what the model gives. A codec that is not exact
 * must take what the device slice writes, and its loss is not the slices': they are compared on the
 * tensor that went into it.
 *
 * @param engine runs the slices and the model
 * @param examples inputs to compare on; at least one
 */
public record SliceCheck(Engine engine, List<Map<String, Tensor>> examples) {
  /** Largest allowed difference, as a share of the largest output value. */
  public static final double TOLERANCE = 1e-5;

  public SliceCheck {
    examples = List.copyOf(examples);
    if (examples.isEmpty()) {
      throw new ScissionLiteException("a check of slices needs at least one example input");
    }
  }

  /**
   * Checks a scenario.
   *
   * @param model the uncut model
   * @throws ScissionLiteException if an output differs by more than {@link #TOLERANCE}
   */
  public void verify(ModelGraph model, PreparedScenario scenario) {
    boolean lossless = scenario.transferLayer().equals(NoTransferLayer.SPEC);
    ModelGraph expected = lossless ? model : scenario.inserted().graph();
    try (Session whole = engine.open(expected, 1);
        Session device = engine.open(scenario.slices().device(), 1);
        Session edge = engine.open(scenario.slices().edge(), 1)) {
      for (Map<String, Tensor> example : examples) {
        Map<String, Tensor> crossing = throughCodec(scenario, device.run(example));
        compare(scenario.name(), whole.run(example), edge.run(crossing));
      }
    }
  }

  private static Map<String, Tensor> throughCodec(
      PreparedScenario scenario, Map<String, Tensor> wire) {
    Map<String, Tensor> received = new HashMap<>();
    scenario
        .inserted()
        .layers()
        .forEach(
            layer -> {
              Codec codec = layer.codec();
              Tensor sent = wire.get(layer.wire().name());
              Tensor decoded = codec.decode(codec.encode(sent), layer.wire().type());
              received.put(layer.wire().name(), codec.isExact() ? decoded : sent);
            });
    return received;
  }

  private static void compare(
      String scenario, Map<String, Tensor> expected, Map<String, Tensor> actual) {
    expected.forEach(
        (name, tensor) -> {
          Tensor other = actual.get(name);
          if (other == null || !other.type().equals(tensor.type())) {
            throw new ScissionLiteException(
                "scenario %s: expected the slices' output '%s' to be %s, got %s"
                    .formatted(scenario, name, tensor, other));
          }
          if (!isClose(tensor, other)) {
            throw new ScissionLiteException(
                "scenario %s: the slices' output '%s' differs from the model's by more than %s of its scale"
                    .formatted(scenario, name, TOLERANCE));
          }
        });
  }

  private static boolean isClose(Tensor expected, Tensor actual) {
    if (expected.elementType() != ElementType.FLOAT32) {
      return expected.data().equals(actual.data());
    }
    double scale = Math.max(expected.maxAbs(), Float.MIN_NORMAL);
    if (!Double.isFinite(scale)) {
      throw new ScissionLiteException(
          "the model answers NaN or infinity to a check input; look for NaN in its weights");
    }
    return expected.maxAbsDifference(actual) <= TOLERANCE * scale;
  }
}
