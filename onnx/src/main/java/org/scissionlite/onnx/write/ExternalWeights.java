package org.scissionlite.onnx.write;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.proto.TensorProtos;

/**
 * Writes weights into a data file beside the ONNX file, each at a multiple of 4,096 bytes, so that
 * an engine can map them into memory.
 */
final class ExternalWeights implements WeightSink, AutoCloseable {
  private static final long ALIGNMENT = 4096;

  /** Weights below this, and texts, stay in the message: engines read shapes and axes from it. */
  private static final long LEAST_BYTES = 1024;

  private final String location;
  private final FileChannel channel;

  /**
   * @param location how the ONNX file is to name the data file
   * @param file a new file, which is to have that name
   */
  ExternalWeights(String location, Path file) throws IOException {
    this.location = location;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public TensorProto toProto(String name, Tensor tensor) {
    long bytes = tensor.type().bytes();
    if (bytes < LEAST_BYTES || tensor.type().isText()) {
      return TensorProtos.of(name, tensor);
    }
    try {
      long offset = (channel.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      append(tensor.data(), offset);
      return TensorProtos.typed(name, tensor.type())
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .addExternalData(entry("location", location))
          .addExternalData(entry("offset", String.valueOf(offset)))
          .addExternalData(entry("length", String.valueOf(bytes)))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(ByteBuffer data, long offset) throws IOException {
    long position = offset;
    while (data.hasRemaining()) {
      position += channel.write(data, position);
    }
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
