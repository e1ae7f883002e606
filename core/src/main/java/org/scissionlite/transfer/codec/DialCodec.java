package org.scissionlite.transfer.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.codec.entropy.RansTables;

/**
 * Entropy coding of coefficients that were rounded with one step of a ladder: the last element of
 * the tensor is the step's number, from 0, the finest; a payload begins with it as one byte, and
 * goes on as that of a {@link RansCodec} with the step's own tables.
 */
public final class DialCodec implements Codec {
  /** The name in a manifest. */
  public static final String NAME = "dial";

  /** A ladder has at most so many steps. */
  public static final int MOST_STEPS = 8;

  private static final int VERSION = 1;
  private static final int HEADER = 1;

  private final List<Step> steps;
  private final List<RansCodec> codecs;

  /**
   * One step of the ladder.
   *
   * @param size of the quantiser's step
   * @param meanBytes of the payloads of the calibration images; 0 where it was not measured
   * @param tables of its coefficients
   */
  public record Step(double size, int meanBytes, RansTables tables) {
    public Step {
      if (!(size > 0) || Double.isInfinite(size) || meanBytes < 0) {
        throw new ScissionLiteException(
            "codec tables: expected a positive step and its bytes, got %s and %d"
                .formatted(size, meanBytes));
      }
    }
  }

  /** The codec of a ladder, the finest step first. */
  public DialCodec(List<Step> steps) {
    this.steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new ScissionLiteException(
          "codec dial: expected 1 to %d steps, got %d".formatted(MOST_STEPS, steps.size()));
    }
    int elements = steps.get(0).tables().classes().elements();
    if (steps.stream().anyMatch(step -> step.tables().classes().elements() != elements)) {
      throw new ScissionLiteException("codec dial: its steps are for tensors of different sizes");
    }
    this.codecs = steps.stream().map(step -> new RansCodec(step.tables())).toList();
  }

  /** The ladder, the finest step first. */
  public List<Step> steps() {
    return steps;
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Version, number of steps, and for each its size, its bytes, and its tables after their length.
   */
  @Override
  public ByteBuffer tables() {
    List<ByteBuffer> tables = codecs.stream().map(RansCodec::tables).toList();
    int length = tables.stream().mapToInt(each -> 16 + each.remaining()).sum();
    ByteBuffer bytes = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(VERSION).putInt(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      bytes.putDouble(steps.get(i).size()).putInt(steps.get(i).meanBytes());
      bytes.putInt(tables.get(i).remaining()).put(tables.get(i));
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  /**
   * Reads tables.
   *
   * @throws ScissionLiteException if the bytes are none; memory is bounded by their number
   */
  static DialCodec ofTables(ByteBuffer source) {
    ByteBuffer bytes = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    try {
      DialCodec codec = new DialCodec(read(bytes));
      if (bytes.hasRemaining()) {
        throw new ScissionLiteException(
            "codec tables: %d bytes too many".formatted(bytes.remaining()));
      }
      return codec;
    } catch (BufferUnderflowException e) {
      throw new ScissionLiteException(
          "codec tables: cut off after %d bytes".formatted(bytes.limit()), e);
    }
  }

  private static List<Step> read(ByteBuffer bytes) {
    int version = bytes.getInt();
    int count = bytes.getInt();
    if (version != VERSION || count < 1 || count > MOST_STEPS) {
      throw new ScissionLiteException(
          "codec tables: expected version %d and 1 to %d steps, got version %d and %d steps"
              .formatted(VERSION, MOST_STEPS, version, count));
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double size = bytes.getDouble();
      int meanBytes = bytes.getInt();
      int length = bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw new ScissionLiteException(
            "codec tables: step %d has %d bytes, %d are left"
                .formatted(i, length, bytes.remaining()));
      }
      steps.add(new Step(size, meanBytes, RansTables.parse(bytes.slice(bytes.position(), length))));
      bytes.position(bytes.position() + length);
    }
    return steps;
  }

  @Override
  public long maxBytes(TensorType type) {
    TensorType inner = inner(type);
    return HEADER + codecs.stream().mapToLong(each -> each.maxBytes(inner)).max().orElseThrow();
  }

  @Override
  public ByteBuffer encode(Tensor tensor) {
    TensorType inner = inner(tensor.type());
    short[] values = WireIntegers.read(tensor);
    int step = require(values[values.length - 1]);
    short[] coefficients = Arrays.copyOf(values, values.length - 1);
    ByteBuffer payload = codecs.get(step).encode(WireIntegers.tensor(inner, coefficients));
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + payload.remaining());
    return bytes.put((byte) step).put(payload).flip();
  }

  @Override
  public Tensor decode(ByteBuffer bytes, TensorType type) {
    TensorType inner = inner(type);
    ByteBuffer payload = bytes.duplicate();
    if (!payload.hasRemaining()) {
      throw new ScissionLiteException("payload: expected the number of a step, got no bytes");
    }
    int step = require(payload.get() & 0xFF);
    short[] coefficients = WireIntegers.read(codecs.get(step).decode(payload.slice(), inner));
    short[] values = Arrays.copyOf(coefficients, coefficients.length + 1);
    values[coefficients.length] = (short) step;
    return WireIntegers.tensor(type, values);
  }

  /** Each step learns its tables, and what it sends, from the tensors that have its number. */
  @Override
  public Codec fittedTo(List<Tensor> tensors) {
    List<Step> fitted = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      fitted.add(fitted(i, tensors));
    }
    return new DialCodec(fitted);
  }

  private Step fitted(int number, List<Tensor> tensors) {
    Step before = steps.get(number);
    List<Tensor> own = tensors.stream().filter(tensor -> number(tensor) == number).toList();
    if (own.isEmpty()) {
      return before;
    }
    List<Tensor> coefficients = own.stream().map(DialCodec::coefficients).toList();
    RansTables tables = WireTables.recounted(before.tables(), coefficients);
    double bytes = HEADER + new RansCodec(tables).meanBytes(coefficients);
    return new Step(before.size(), (int) Math.round(bytes), tables);
  }

  private static short number(Tensor tensor) {
    short[] values = WireIntegers.read(tensor);
    return values[values.length - 1];
  }

  private static Tensor coefficients(Tensor tensor) {
    short[] values = WireIntegers.read(tensor);
    return WireIntegers.tensor(inner(tensor.type()), Arrays.copyOf(values, values.length - 1));
  }

  private int require(int step) {
    if (step < 0 || step >= codecs.size()) {
      throw new ScissionLiteException(
          "step %d: expected one of the bundle's, 0 to %d".formatted(step, codecs.size() - 1));
    }
    return step;
  }

  private static TensorType inner(TensorType type) {
    long elements = type.shape().elements() - 1;
    if (elements < 1 || elements > Integer.MAX_VALUE) {
      throw new ScissionLiteException("codec dial: no tensor with a step's number: " + type);
    }
    return new TensorType(type.elementType(), Shape.of((int) elements));
  }
}
