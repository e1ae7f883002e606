package org.scissionlite.training.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/** A number of bytes in JSON where {@link Long#MAX_VALUE} is for no bound: that is null there. */
final class BytesBound {
  private BytesBound() {}

  /** Writes it. */
  static final class Writer extends StdScalarSerializer<Long> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Long.class);
    }

    @Override
    public void serialize(Long bytes, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (bytes == Long.MAX_VALUE) {
        json.writeNull();
      } else {
        json.writeNumber(bytes);
      }
    }
  }

  /** Reads it; the number itself, which older files hold, will do. */
  static final class Reader extends StdScalarDeserializer<Long> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return _parseLongPrimitive(json, context);
    }

    @Override
    public Long getNullValue(DeserializationContext context) {
      return Long.MAX_VALUE;
    }
  }
}
