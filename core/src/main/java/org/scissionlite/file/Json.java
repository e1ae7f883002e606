package org.scissionlite.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/** JSON files of records: written whole or not at all, read with limits on size and depth. */
public final class Json {
  private static final long LARGEST_FILE = 64L << 20;
  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new ExactDouble())
                  .addSerializer(double.class, new ExactDouble()))
          .build();

  private Json() {}

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build());
    return mapper;
  }

  /** The JSON text of a value, indented. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("this value has no JSON: " + value, e);
    }
  }

  /** The JSON text of a value on one line, without the line's end. */
  public static String line(Object value) {
    try {
      return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("this value has no JSON: " + value, e);
    }
  }

  /**
   * A text that depends on the value alone, for hashes: fields in the order of their names, no
   * white space, fractions by their bits. It is the same on every platform, and stays so when the
   * order of fields in the code changes.
   */
  public static String canonical(Object value) {
    try {
      return CANONICAL.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("this value has no JSON: " + value, e);
    }
  }

  /** Java versions differ in the digits of some fractions, not in these. */
  private static final class ExactDouble extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    ExactDouble() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider unused)
        throws IOException {
      out.writeString(Double.toHexString(value));
    }
  }

  /** Writes a value to a file, whole or not at all. */
  public static void write(Path file, Object value) {
    AtomicWrite.file(file, temporary -> Files.writeString(temporary, text(value)));
  }

  /**
   * Reads a value from a file.
   *
   * @param what the file should be, for the message, such as "profile"
   * @throws ScissionLiteException if the file is missing or unreadable
   * @throws UsageException if it is not such a value; names the field
   */
  public static <T> T read(Path file, Class<T> type, String what) {
    return read(file, what, bytes -> MAPPER.readValue(bytes, type));
  }

  /**
   * Reads a value from a file of an older version.
   *
   * @param upgrade makes of the older version's tree the present one's, in place
   * @throws ScissionLiteException if the file is missing or unreadable
   * @throws UsageException if it is not such a value; names the field
   */
  public static <T> T read(Path file, Class<T> type, String what, Consumer<JsonNode> upgrade) {
    return read(
        file,
        what,
        bytes -> {
          JsonNode tree = MAPPER.readTree(bytes);
          upgrade.accept(tree);
          return MAPPER.treeToValue(tree, type);
        });
  }

  private interface Parsing<T> {
    T of(byte[] json) throws IOException;
  }

  private static <T> T read(Path file, String what, Parsing<T> parsing) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new UsageException("%s: too large for a %s".formatted(file, what));
      }
      return parsed(Files.readAllBytes(file), "%s: not a %s: ".formatted(file, what), parsing);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  private static <T> T parsed(byte[] json, String fault, Parsing<T> parsing) throws IOException {
    try {
      T value = parsing.of(json);
      if (value == null) {
        throw new UsageException(fault + "it holds only null");
      }
      return value;
    } catch (JsonProcessingException e) {
      String unknown = JsonProblem.isMissing(e) ? UnknownFields.text(e, tree(json)) : "";
      throw new UsageException(fault + JsonProblem.of(e) + unknown, e);
    } catch (CharConversionException e) {
      throw new UsageException(fault + "no text in UTF-8", e);
    }
  }

  /** A tree without anything where the text goes wrong further on. */
  private static JsonNode tree(byte[] json) throws IOException {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException | CharConversionException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The bytes of a file that should be JSON.
   *
   * @param what the file should be, for the message
   * @throws ScissionLiteException if the file is missing or unreadable
   * @throws UsageException if it is too large
   */
  public static byte[] bytes(Path file, String what) {
    return read(file, what, bytes -> bytes);
  }

  /**
   * A value from JSON in memory.
   *
   * @param from where it came from, for the message
   * @param what it should be, such as "profile"
   * @throws UsageException if it is not such a value; names the field
   */
  public static <T> T parse(byte[] json, Class<T> type, String from, String what) {
    try {
      return parsed(
          json, "%s: not a %s: ".formatted(from, what), bytes -> MAPPER.readValue(bytes, type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A value from a tree of JSON.
   *
   * @param fault how the message begins if it is none, such as "pi.json: not a profile"
   * @throws UsageException if it is not such a value; names the field
   */
  public static <T> T of(JsonNode tree, Class<T> type, String fault) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      String unknown = UnknownFields.text(e, tree);
      throw new UsageException(fault + ": " + JsonProblem.of(e) + unknown, e);
    }
  }
}
