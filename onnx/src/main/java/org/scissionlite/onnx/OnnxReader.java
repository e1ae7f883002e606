package org.scissionlite.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Model;

/** Reads ONNX files into model graphs. */
public final class OnnxReader {
  private OnnxReader() {}

  /**
   * Reads a model.
   *
   * @throws ScissionLiteException if the file cannot be read or is no valid model
   */
  public static Model read(Path file) {
    try {
      String name = file.getFileName().toString().replaceFirst("\\.onnx$", "");
      return read(Files.readAllBytes(file), name);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read model '%s': %s".formatted(file, Failures.reason(e)), e);
    }
  }

  /**
   * Reads a model from the bytes of an ONNX file.
   *
   * @param name what the model is to be called
   * @throws ScissionLiteException if they are no valid model
   */
  public static Model read(byte[] bytes, String name) {
    try {
      ModelProto proto = ModelProto.parseFrom(bytes);
      return new Model(name, sha256(bytes), GraphImport.toGraph(proto, name));
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new ScissionLiteException("model '%s' is no ONNX file".formatted(name), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
