package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.proto.FailureReasons;
import org.scissionlite.onnx.proto.TensorProtos;

/**
 * The weight files beside an ONNX file. Only files in its folder, or below, are read: a path that
 * leads out of it, in its text or over a symbolic link, is refused.
 *
 * <p>An ONNX file that is a symbolic link has two such folders: the one where the link lies, and
 * the one where its file does. So a download cache may keep all files in one place, and links to
 * model and weights in another.
 */
final class ExternalData {
  private final Optional<Path> folder;

  /** Where a file must really lie. */
  private final List<Path> homes;

  /** The files that were read, by the name that the model gives them. */
  private final Map<String, Path> files = new TreeMap<>();

  private ExternalData(Optional<Path> folder, List<Path> homes) {
    this.folder = folder;
    this.homes = homes;
  }

  static ExternalData beside(Path onnxFile) throws IOException {
    Path folder = onnxFile.toAbsolutePath().getParent().toRealPath();
    return new ExternalData(
        Optional.of(folder), List.of(folder, onnxFile.toRealPath().getParent()));
  }

  /** In one folder, and nowhere else. */
  static ExternalData in(Path folder) throws IOException {
    Path home = folder.toRealPath();
    return new ExternalData(Optional.of(home), List.of(home));
  }

  /** Of a model that did not come from a file. */
  static ExternalData none() {
    return new ExternalData(Optional.empty(), List.of());
  }

  /**
   * The tensor of a message whose data lies in a file.
   *
   * @throws ScissionLiteException if there is no such file or range in it
   */
  Tensor read(TensorProto proto) {
    Map<String, String> entries =
        proto.getExternalDataList().stream()
            .collect(
                Collectors.toMap(
                    StringStringEntryProto::getKey,
                    StringStringEntryProto::getValue,
                    (first, second) -> second));
    TensorType type = TensorProtos.typeOf(proto);
    long length = number(proto, entries.getOrDefault("length", String.valueOf(type.bytes())));
    if (length != type.bytes()) {
      throw new ScissionLiteException(
          "tensor '%s': %s needs %d bytes, its external data has %d"
              .formatted(proto.getName(), type, type.bytes(), length));
    }
    String location = entries.getOrDefault("location", "");
    try {
      Path file = files.computeIfAbsent(location, name -> resolve(proto, name));
      return new Tensor(
          type, bytes(file, number(proto, entries.getOrDefault("offset", "0")), type));
    } catch (IOException e) {
      throw new ScissionLiteException(
          "tensor '%s': cannot read external data '%s': %s"
              .formatted(proto.getName(), location, FailureReasons.reason(e)),
          e);
    }
  }

  private static long number(TensorProto proto, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for all that is no such number.
    }
    throw new ScissionLiteException(
        "tensor '%s': '%s' is no offset or length of external data"
            .formatted(proto.getName(), text));
  }

  private Path resolve(TensorProto proto, String location) {
    Path place =
        folder.orElseThrow(
            () ->
                new ScissionLiteException(
                    "tensor '%s' lies in the file '%s'; read such a model from its file"
                        .formatted(proto.getName(), location)));
    try {
      Path file = place.resolve(location).toRealPath();
      if (homes.stream().anyMatch(file::startsWith) && Files.isRegularFile(file)) {
        return file;
      }
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new ScissionLiteException(
          "tensor '%s': there is no external data file '%s' beside the model"
              .formatted(proto.getName(), location),
          e);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "tensor '%s': cannot read external data '%s': %s"
              .formatted(proto.getName(), location, FailureReasons.reason(e)),
          e);
    }
    throw new ScissionLiteException(
        "tensor '%s': external data '%s' is no file in the model's folder; put it there"
            .formatted(proto.getName(), location));
  }

  private static ByteBuffer bytes(Path file, long offset, TensorType type) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset > channel.size() - type.bytes()) {
        throw new EOFException(
            "%d bytes from %d on end behind the file's %d; it is cut off, or another model's"
                .formatted(type.bytes(), offset, channel.size()));
      }
      ByteBuffer data = Tensor.allocate(type.bytes());
      while (data.hasRemaining()) {
        if (channel.read(data, offset + data.position()) < 0) {
          throw new EOFException("the file ends early");
        }
      }
      return data.flip();
    }
  }

  /** The SHA-256 of the model's bytes followed by those of its weight files, ordered by name. */
  String sha256With(byte[] model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(model);
      byte[] buffer = new byte[1 << 16];
      for (Path file : files.values()) {
        try (InputStream in = Files.newInputStream(file)) {
          for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read external data: %s".formatted(FailureReasons.reason(e)), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
