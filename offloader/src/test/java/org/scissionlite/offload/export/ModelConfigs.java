package org.scissionlite.offload.export;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads config.pbtxt as Triton does: unknown fields, types and values are errors. */
final class ModelConfigs {
  private static final Descriptor CONFIG = descriptor();

  private ModelConfigs() {}

  private static Descriptor descriptor() {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    try (InputStream in = ModelConfigs.class.getResourceAsStream("/export/model_config.pbtxt");
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      TextFormat.merge(text, file);
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])
          .findMessageTypeByName("ModelConfig");
    } catch (IOException | DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The configuration of a model's folder. */
  static Config read(Path model) throws IOException {
    return parse(Files.readString(model.resolve("config.pbtxt")));
  }

  static Config parse(String text) throws IOException {
    DynamicMessage.Builder config = DynamicMessage.newBuilder(CONFIG);
    TextFormat.merge(text, config);
    return new Config(config.build());
  }

  /** A message whose fields are asked for by name. */
  record Config(DynamicMessage message) {
    Object get(String field) {
      return message.getField(message.getDescriptorForType().findFieldByName(field));
    }

    boolean has(String field) {
      return message.hasField(message.getDescriptorForType().findFieldByName(field));
    }

    String text(String field) {
      return String.valueOf(get(field));
    }

    Config in(String field) {
      return new Config((DynamicMessage) get(field));
    }

    List<Config> each(String field) {
      return ((List<?>) get(field))
          .stream().map(each -> new Config((DynamicMessage) each)).toList();
    }

    List<Long> dims() {
      return ((List<?>) get("dims")).stream().map(each -> (Long) each).toList();
    }
  }
}
