package org.scissionlite.onnx.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.bundle.SliceCheck;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Float16;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/**
 * The law of a batch: n inputs that are run together are answered as each is answered alone. A
 * graph that computes over the whole batch breaks it, such as one that quantizes by the smallest
 * and the largest value that it finds: each tried input has another scale than the one before.
 *
 * @param tolerance largest difference, as a share of the largest value of an answer
 */
public record BatchLaw(double tolerance) {
  private static final long SEED = 20261126;

  /** Each input is so much larger than the one before, up to the largest of a cycle. */
  private static final int SCALES = 4;

  /** Ten times that of slices, which are run as the model is: another batch adds up otherwise. */
  private static final double SLACK = 10;

  /** The law for a model that computes in these types. */
  public static BatchLaw of(ModelGraph graph) {
    return new BatchLaw(SLACK * SliceCheck.toleranceOf(graph));
  }

  /**
   * Tries it with random inputs.
   *
   * @param alone the model with batch 1
   * @param together the model with an open batch
   * @param size of the batch
   * @throws ScissionLiteException if it does not hold, saying for which output; or if the model
   *     cannot be run with such a batch
   */
  public void require(Session alone, Session together, int size) {
    Random random = new Random(SEED);
    List<Map<String, Tensor>> inputs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      inputs.add(inputs(alone.inputs(), random, 1 << (i % SCALES)));
    }
    Map<String, Tensor> answers = together.run(Rows.joined(alone.inputs(), inputs));
    for (int i = 0; i < size; i++) {
      Map<String, Tensor> expected = alone.run(inputs.get(i));
      for (TensorSpec output : alone.outputs()) {
        compare(output, expected.get(output.name()), answers.get(output.name()), size, i);
      }
    }
  }

  private void compare(TensorSpec output, Tensor expected, Tensor answers, int size, int index) {
    Tensor found =
        answers.type().equals(Rows.type(output, size)) ? Rows.row(output, answers, index) : null;
    if (found == null) {
      throw new ScissionLiteException(
          "output %s becomes %s with a batch of %d".formatted(output, answers.type(), size));
    }
    if (!SliceCheck.isClose(expected, found, tolerance)) {
      throw new ScissionLiteException(
          "output '%s' depends on what else is in the batch".formatted(output.name()));
    }
  }

  private static Map<String, Tensor> inputs(List<TensorSpec> specs, Random random, int scale) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    specs.forEach(spec -> inputs.put(spec.name(), random(spec.type(), random, scale)));
    return inputs;
  }

  /** Floats are normal; small integers, which may be indices, 0 or 1; bytes are levels. */
  private static Tensor random(TensorType type, Random random, int scale) {
    Tensor tensor = Tensor.zeros(type);
    ByteBuffer data = tensor.data();
    while (data.hasRemaining()) {
      double value = scale * random.nextGaussian();
      switch (type.elementType()) {
        case FLOAT32 -> data.putFloat((float) value);
        case FLOAT64 -> data.putDouble(value);
        case FLOAT16 -> data.putShort(Float16.of((float) value));
        case BFLOAT16 -> data.putShort((short) (Float.floatToIntBits((float) value) >>> 16));
        case INT64, UINT64 -> data.putLong(random.nextInt(2));
        case INT32, UINT32 -> data.putInt(random.nextInt(2));
        case INT16, UINT16 -> data.putShort((short) random.nextInt(2));
        case INT8, UINT8 -> data.put((byte) random.nextInt(32 * scale));
        case BOOL -> data.put((byte) random.nextInt(2));
        case STRING -> data.putInt(0);
      }
    }
    return tensor;
  }
}
