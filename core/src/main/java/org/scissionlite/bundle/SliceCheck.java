package org.scissionlite.bundle;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.Codec;

/**
 * The check before a bundle is written: the slices one after the other, codec in between, give what
 * the model with the TL in it gives; where the TL has no operators, what the model gives. A codec
 * that is not exact must take what the device slice writes, and its loss is not the slices': they
 * are compared on the tensor that went into it.
 *
 * @param engine runs the slices and the model
 * @param examples inputs to compare on; at least one
 */
public record SliceCheck(Engine engine, List<Map<String, Tensor>> examples) {
  /**
   * Largest allowed difference, as a share of the largest output value, where the model computes in
   * float32 or float64.
   */
  public static final double TOLERANCE = 1e-5;

  /**
   * Where it computes in half precision: 20 times the rounding of one value, as an engine may keep
   * more digits between two operators that no cut parts.
   */
  private static final double FLOAT16_TOLERANCE = 20 * 0x1p-11;

  private static final double BFLOAT16_TOLERANCE = 20 * 0x1p-8;

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
   * @throws ScissionLiteException if an output differs by more than {@link #toleranceOf}
   */
  public void verify(ModelGraph model, PreparedScenario scenario) {
    boolean lossless =
        scenario.inserted().layers().stream().allMatch(layer -> layer.encoder().isIdentity());
    ModelGraph expected = lossless ? model : scenario.inserted().graph();
    try (Session whole = DialledSession.of(engine.open(expected, 1));
        Session device = DialledSession.of(engine.open(scenario.slices().device(), 1));
        Session edge = engine.open(scenario.slices().edge(), 1)) {
      for (int step = 0; step < scenario.steps().size(); step++) {
        turn(whole, step);
        turn(device, step);
        for (Map<String, Tensor> example : examples) {
          Map<String, Tensor> ends = device.run(example);
          Map<String, Tensor> answer = new HashMap<>(ends);
          answer.putAll(edge.run(throughCodec(scenario, ends)));
          compare(scenario.name(), whole.run(example), answer, toleranceOf(model));
        }
      }
    }
  }

  /** The tolerance of a model by the least precise type that it computes in. */
  public static double toleranceOf(ModelGraph model) {
    Set<ElementType> types =
        Stream.concat(
                model.types().values().stream(),
                Stream.concat(model.inputs().stream(), model.outputs().stream())
                    .map(TensorSpec::type))
            .map(TensorType::elementType)
            .collect(Collectors.toSet());
    if (types.contains(ElementType.BFLOAT16)) {
      return BFLOAT16_TOLERANCE;
    }
    return types.contains(ElementType.FLOAT16) ? FLOAT16_TOLERANCE : TOLERANCE;
  }

  private static void turn(Session session, int step) {
    if (session instanceof DialledSession dialled) {
      dialled.step(step);
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
              Tensor sent = sent(scenario.name(), layer.wire(), wire);
              Tensor decoded = codec.decode(codec.encode(sent), layer.wire().type());
              received.put(layer.wire().name(), codec.isExact() ? decoded : sent);
            });
    return received;
  }

  private static Tensor sent(String scenario, TensorSpec expected, Map<String, Tensor> wire) {
    Tensor sent = wire.get(expected.name());
    if (sent == null || !sent.type().equals(expected.type())) {
      throw new ScissionLiteException(
          "scenario %s: expected the device slice to write %s, got %s"
              .formatted(scenario, expected, sent == null ? wire.keySet() : sent.type()));
    }
    return sent;
  }

  private static void compare(
      String scenario, Map<String, Tensor> expected, Map<String, Tensor> actual, double tolerance) {
    expected.forEach(
        (name, tensor) -> {
          Tensor other = actual.get(name);
          if (other == null || !other.type().equals(tensor.type())) {
            throw new ScissionLiteException(
                "scenario %s: expected the slices' output '%s' to be %s, got %s"
                    .formatted(scenario, name, tensor, other));
          }
          if (!isClose(tensor, other, tolerance)) {
            throw new ScissionLiteException(
                "scenario %s: the slices' output '%s' differs from the model's by more than %s of its scale"
                    .formatted(scenario, name, tolerance));
          }
        });
  }

  /**
   * Whether two answers are the same: floats within the tolerance, texts exactly, integers and
   * truths too, but that of many (a map of classes) as large a share may differ as floats may.
   *
   * @throws ScissionLiteException if the expected one holds NaN or infinity
   */
  public static boolean isClose(Tensor expected, Tensor actual, double tolerance) {
    if (expected.type().isText()) {
      return expected.data().equals(actual.data());
    }
    if (!Numbers.isFloat(expected.elementType())) {
      return expected.data().equals(actual.data())
          || differing(expected, actual) <= tolerance * expected.shape().elements();
    }
    Tensor wide = Numbers.toFloat32(expected);
    double scale = Math.max(wide.maxAbs(), Float.MIN_NORMAL);
    if (!Double.isFinite(scale)) {
      throw new ScissionLiteException(
          "the model answers NaN or infinity to a check input; look for NaN in its weights");
    }
    return wide.maxAbsDifference(Numbers.toFloat32(actual)) <= tolerance * scale;
  }

  private static long differing(Tensor expected, Tensor actual) {
    int bytes = expected.elementType().bytes();
    ByteBuffer one = expected.data();
    ByteBuffer other = actual.data();
    return IntStream.range(0, one.limit() / bytes)
        .filter(i -> !one.slice(i * bytes, bytes).equals(other.slice(i * bytes, bytes)))
        .count();
  }
}
