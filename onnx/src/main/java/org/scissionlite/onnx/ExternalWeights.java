package org.scissionlite.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.scissionlite.model.Tensor;

/**
 * Writes weights into a data file beside the ONNX file, each at a multiple of 4,096 bytes, so that
 * an engine can map them into memory. The data file appears with {@link #finish}.
 */
final class ExternalWeights implements WeightSink, AutoCloseable {
  private static final long ALIGNMENT = 4096;

  /** Weights below this stay in the message: engines read shapes and axes from it. */
  private static final long LEAST_BYTES = 1024;

  private final Path file;
  private final Path unfinished;
  private final FileChannel channel;

  private ExternalWeights(Path file, Path unfinished) throws IOException {
    this.file = file;
    this.unfinished = unfinished;
    this.channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  static ExternalWeights beside(Path onnxFile) throws IOException {
    Path file = onnxFile.resolveSibling(onnxFile.getFileName() + ".data");
    return new ExternalWeights(file, file.resolveSibling(file.getFileName() + ".part"));
  }

  @Override
  public TensorProto toProto(String name, Tensor tensor) {
    long bytes = tensor.type().bytes();
    if (bytes < LEAST_BYTES) {
      return TensorProtos.of(name, tensor);
    }
    try {
      long offset = (channel.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      append(tensor.data(), offset);
      return TensorProtos.typed(name, tensor.type())
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .addExternalData(entry("location", file.getFileName().toString()))
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

  /** Gives the data file its name. */
  void finish() throws IOException {
    channel.close();
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(unfinished);
  }
}
