package org.scissionlite.transfer.codec.entropy;

import java.util.Arrays;
import org.scissionlite.error.ScissionLiteException;

/**
 * A range coder of the asymmetric numeral systems kind (rANS; J. Duda, "Asymmetric numeral
 * systems", 2013), with static tables and two interleaved states.
 *
 * <p>A state is an integer of [2^23, 2^31). Encoding a symbol of frequency f and interval start s
 * turns x into (x / f) * 2^14 + x % f + s, after moving low bytes out until the result fits;
 * decoding undoes it. Elements of even index use the first state, those of odd index the second.
 *
 * <p>The encoder starts from states that carry a 32-bit checksum in their low halves. The decoder
 * ends in the states that the encoder started from, so the checksum costs no byte beyond the eight
 * of the states themselves.
 */
public final class RansCoder {
  private static final int LOWER = 1 << 23;
  private static final int STATES_BYTES = 8;
  private static final int RAW_FREQUENCY = SymbolTable.TOTAL >> 8;
  private static final int MASK = SymbolTable.TOTAL - 1;

  private final byte[] classes;
  private final FlatTables flat;

  /** A coder for tensors of the tables' number of elements. */
  public RansCoder(RansTables tables) {
    classes = tables.classes().expand();
    flat = new FlatTables(tables.tables());
  }

  /** The number of elements of the tensors. */
  public int elements() {
    return classes.length;
  }

  /**
   * The most bytes that so many elements take: an escape symbol takes 14 bits, its value 16, and
   * each of these three steps rounds up by less than 2^-8 bits; 4 bytes an element are above that.
   */
  public static long maxBytes(long elements) {
    return STATES_BYTES + 4 * elements;
  }

  /** The bytes of all elements, with a checksum that the decoder gives back. */
  public byte[] encode(short[] values, int checksum) {
    Encoding encoding = new Encoding(new byte[(int) maxBytes(values.length)]);
    int even = LOWER | (checksum & 0xFFFF);
    int odd = LOWER | (checksum >>> 16);
    boolean endsEven = (values.length & 1) != 0;
    int current = endsEven ? even : odd;
    int other = endsEven ? odd : even;
    for (int i = values.length - 1; i >= 0; i--) {
      int number = classes[i] & 0xFF;
      int symbol = values[i] - flat.low[number];
      int escape = flat.escape[number];
      if (symbol < 0 || symbol >= escape) {
        current = encoding.putRaw(current, values[i]);
        symbol = escape;
      }
      int entry = flat.base[number] + symbol;
      int next = encoding.put(current, flat.frequency[entry], flat.start[entry]);
      current = other;
      other = next;
    }
    // The element of index 0 was the last: its state, the even one, is now 'other'.
    encoding.putState(current);
    encoding.putState(other);
    return encoding.bytes();
  }

  /** Bytes written from the end of a buffer to its beginning, as rANS is last in, first out. */
  private static final class Encoding {
    private final byte[] buffer;
    private int position;

    Encoding(byte[] buffer) {
      this.buffer = buffer;
      position = buffer.length;
    }

    int put(int state, int frequency, int start) {
      int x = state;
      int most = frequency << 17;
      while (x >= most) {
        buffer[--position] = (byte) x;
        x >>>= 8;
      }
      int quotient = x / frequency;
      return (quotient << SymbolTable.BITS) + (x - quotient * frequency) + start;
    }

    /** The value behind an escape: its 16 bits as two bytes of equal probability. */
    int putRaw(int state, short value) {
      int x = put(state, RAW_FREQUENCY, (value & 0xFF) * RAW_FREQUENCY);
      return put(x, RAW_FREQUENCY, ((value >>> 8) & 0xFF) * RAW_FREQUENCY);
    }

    void putState(int state) {
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        buffer[--position] = (byte) (state >>> shift);
      }
    }

    byte[] bytes() {
      return Arrays.copyOfRange(buffer, position, buffer.length);
    }
  }

  /**
   * The elements of encoded bytes.
   *
   * @param values receives them
   * @return the checksum that the encoder was given
   * @throws ScissionLiteException if the bytes end too early or too late, or a state is none that
   *     an encoder leaves; time and memory depend on the number of elements only
   */
  public int decode(byte[] bytes, short[] values) {
    Decoding decoding = new Decoding(bytes);
    int current = decoding.state();
    int other = decoding.state();
    for (int i = 0; i < values.length; i++) {
      int number = classes[i] & 0xFF;
      int base = flat.base[number];
      int slot = current & MASK;
      int rank = base;
      while (slot >= flat.rankEnd[rank]) {
        rank++;
      }
      int symbol = flat.rankSymbol[rank];
      int entry = base + symbol;
      int x = flat.frequency[entry] * (current >>> SymbolTable.BITS) + slot - flat.start[entry];
      if (x < LOWER) {
        x = decoding.refill(x);
      }
      if (symbol == flat.escape[number]) {
        int high = decoding.rawByte(x);
        x = decoding.afterRaw(x);
        values[i] = (short) ((high << 8) | decoding.rawByte(x));
        x = decoding.afterRaw(x);
      } else {
        values[i] = (short) (symbol + flat.low[number]);
      }
      current = other;
      other = x;
    }
    boolean endsEven = (values.length & 1) == 0;
    return decoding.checksum(endsEven ? current : other, endsEven ? other : current);
  }

  /** Bytes read from the beginning of a buffer. */
  private static final class Decoding {
    private final byte[] buffer;
    private int position;

    Decoding(byte[] buffer) {
      this.buffer = buffer;
      if (buffer.length < STATES_BYTES) {
        throw new ScissionLiteException(
            "payload: expected at least %d bytes, got %d".formatted(STATES_BYTES, buffer.length));
      }
    }

    int state() {
      int state = 0;
      for (int i = 0; i < Integer.BYTES; i++) {
        state = (state << 8) | (buffer[position++] & 0xFF);
      }
      if (state < LOWER) {
        throw new ScissionLiteException("payload: damaged, it begins with no coder state");
      }
      return state;
    }

    int refill(int state) {
      int x = state;
      while (x < LOWER) {
        if (position == buffer.length) {
          throw new ScissionLiteException(
              "payload: damaged, it ends after %d bytes, before the tensor does"
                  .formatted(buffer.length));
        }
        x = (x << 8) | (buffer[position++] & 0xFF);
      }
      return x;
    }

    int rawByte(int state) {
      return (state & MASK) / RAW_FREQUENCY;
    }

    int afterRaw(int state) {
      int x = RAW_FREQUENCY * (state >>> SymbolTable.BITS) + (state & MASK) % RAW_FREQUENCY;
      return refill(x);
    }

    int checksum(int even, int odd) {
      boolean started = even >>> 16 == LOWER >>> 16 && odd >>> 16 == LOWER >>> 16;
      if (!started || position != buffer.length) {
        throw new ScissionLiteException(
            "payload: damaged, %d of %d bytes belong to the tensor"
                .formatted(position, buffer.length));
      }
      return (odd << 16) | (even & 0xFFFF);
    }
  }
}
