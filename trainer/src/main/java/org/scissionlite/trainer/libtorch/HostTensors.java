package org.scissionlite.trainer.libtorch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorType;

/**
 * Copies tensors between the model's form and libtorch's.
 *
 * <p>libtorch computes with three types here: float32 for every floating-point type, int64 for
 * every integer type and bool. The declared type comes back when a tensor is copied out.
 */
public final class HostTensors {
  private HostTensors() {}

  /** A copy of a tensor in libtorch's memory on the CPU. */
  public static Tensor toTorch(org.scissionlite.model.Tensor tensor) {
    long[] sizes = tensor.shape().toLongs();
    return switch (tensor.elementType()) {
      case FLOAT32 -> copyBytes(tensor, sizes, ScalarType.Float);
      case FLOAT16 -> copyBytes(tensor, sizes, ScalarType.Half).to(ScalarType.Float);
      case BFLOAT16 -> copyBytes(tensor, sizes, ScalarType.BFloat16).to(ScalarType.Float);
      case FLOAT64 -> copyBytes(tensor, sizes, ScalarType.Double).to(ScalarType.Float);
      case BOOL -> copyBytes(tensor, sizes, ScalarType.Bool);
      case INT64, UINT64 -> copyBytes(tensor, sizes, ScalarType.Long);
      default -> widened(tensor, sizes);
    };
  }

  /** A copy of a tensor on a device. */
  public static Tensor toTorch(org.scissionlite.model.Tensor tensor, ComputeDevice device) {
    return onDevice(toTorch(tensor), device);
  }

  /**
   * Copies examples of batch 1 behind one another: 32 of [1,3,128,128] give [32,3,128,128].
   *
   * <p>Images are laid out with the channels innermost, whatever their axes mean: convolutions keep
   * that, and depthwise ones are then more than twice as fast on the CPU.
   *
   * @param tensors at least one, all of one float32 type
   */
  public static Tensor batch(List<org.scissionlite.model.Tensor> tensors, ComputeDevice device) {
    TensorType type = tensors.get(0).type();
    long[] sizes = type.shape().toLongs();
    sizes[0] = tensors.size();
    Tensor batch = torch.zeros(sizes, new TensorOptions(ScalarType.Float));
    ByteBuffer memory = bytes(batch, Math.multiplyExact(type.bytes(), tensors.size()));
    for (org.scissionlite.model.Tensor tensor : tensors) {
      if (!tensor.type().equals(type)) {
        throw new ScissionLiteException(
            "examples of one batch differ: %s and %s".formatted(type, tensor.type()));
      }
      memory.put(tensor.data());
    }
    boolean image = sizes.length == 4;
    return onDevice(image ? batch.contiguous(MemoryFormat.ChannelsLast) : batch, device);
  }

  /** Integers, such as labels, as a tensor of one dimension on a device. */
  public static Tensor indices(long[] values, ComputeDevice device) {
    return onDevice(torch.tensor(values, new TensorOptions(ScalarType.Long)), device);
  }

  /** Floats as a tensor of a shape on a device. */
  public static Tensor floats(float[] values, ComputeDevice device, long... shape) {
    Tensor flat = torch.tensor(values, new TensorOptions(ScalarType.Float));
    return onDevice(flat.reshape(shape), device);
  }

  private static Tensor onDevice(Tensor tensor, ComputeDevice device) {
    return device == ComputeDevice.CPU ? tensor : tensor.to(device.toTorch(), tensor.scalar_type());
  }

  /**
   * A copy of a libtorch tensor in the model's form.
   *
   * @param type the element type to return; values are converted to it
   */
  public static org.scissionlite.model.Tensor toHost(Tensor tensor, ElementType type) {
    Tensor flat =
        tensor.detach().to(new org.bytedeco.pytorch.Device("cpu"), scalarType(type)).contiguous();
    TensorType hostType = new TensorType(type, Shape.ofLongs(shape(tensor)));
    ByteBuffer data = org.scissionlite.model.Tensor.allocate(hostType.bytes());
    data.put(bytes(flat, hostType.bytes())).flip();
    return new org.scissionlite.model.Tensor(hostType, data);
  }

  /** The dimensions of a tensor. */
  public static long[] shape(Tensor tensor) {
    long[] sizes = new long[Math.toIntExact(tensor.dim())];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = tensor.size(i);
    }
    return sizes;
  }

  /** The values of a tensor as integers, such as a shape or pads. */
  public static long[] longs(Tensor tensor) {
    long[] values = new long[Math.toIntExact(tensor.numel())];
    toHost(tensor, ElementType.INT64).data().asLongBuffer().get(values);
    return values;
  }

  /** The values of a tensor as floats. */
  public static float[] floats(Tensor tensor) {
    return toHost(tensor, ElementType.FLOAT32).toFloats();
  }

  private static Tensor copyBytes(
      org.scissionlite.model.Tensor source, long[] sizes, ScalarType type) {
    Tensor copy = torch.zeros(sizes, new TensorOptions(type));
    bytes(copy, source.type().bytes()).put(source.data());
    return copy;
  }

  private static Tensor widened(org.scissionlite.model.Tensor source, long[] sizes) {
    Tensor copy = torch.zeros(sizes, new TensorOptions(ScalarType.Long));
    LongBuffer target = bytes(copy, 8 * copy.numel()).asLongBuffer();
    ByteBuffer data = source.data();
    while (target.hasRemaining()) {
      target.put(nextInteger(data, source.elementType()));
    }
    return copy;
  }

  private static long nextInteger(ByteBuffer data, ElementType type) {
    return switch (type) {
      case INT8 -> data.get();
      case UINT8 -> Byte.toUnsignedLong(data.get());
      case INT16 -> data.getShort();
      case UINT16 -> Short.toUnsignedLong(data.getShort());
      case INT32 -> data.getInt();
      case UINT32 -> Integer.toUnsignedLong(data.getInt());
      default -> throw new ScissionLiteException("a tensor of %s is no integer".formatted(type));
    };
  }

  private static ScalarType scalarType(ElementType type) {
    return switch (type) {
      case FLOAT32 -> ScalarType.Float;
      case FLOAT16 -> ScalarType.Half;
      case BFLOAT16 -> ScalarType.BFloat16;
      case FLOAT64 -> ScalarType.Double;
      case BOOL -> ScalarType.Bool;
      case INT8 -> ScalarType.Char;
      case UINT8 -> ScalarType.Byte;
      case INT16 -> ScalarType.Short;
      case UINT16 -> ScalarType.UInt16;
      case INT32 -> ScalarType.Int;
      case UINT32 -> ScalarType.UInt32;
      case INT64 -> ScalarType.Long;
      case UINT64 -> ScalarType.UInt64;
      case STRING -> throw new ScissionLiteException("texts are not trained");
    };
  }

  /** The memory of a contiguous CPU tensor. */
  private static ByteBuffer bytes(Tensor tensor, long count) {
    if (count > Integer.MAX_VALUE) {
      throw new ScissionLiteException("a tensor of %d bytes is over 2 GiB".formatted(count));
    }
    if (count == 0) {
      return ByteBuffer.allocate(0);
    }
    return new BytePointer(tensor.data_ptr())
        .capacity(count)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }
}
