package org.scissionlite.profile.dat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.UsageException;

/**
 * Reads the pickles (protocol 2 to 4) of benchmark files: dictionaries with text keys, lists,
 * tuples, numbers, texts and {@code LayerBenchmark} records.
 *
 * <p>It interprets the operations that such a file needs and refuses all others, so a file can
 * execute nothing. Memory stays in proportion to the file: every length is checked against what is
 * left of it before anything is allocated, and there is a limit on operations.
 */
final class PickleReader {
  private static final int MOST_OPERATIONS = 2_000_000;
  private static final Object MARK = new Object();
  private static final Object NONE = "None";

  private final String place;
  private final byte[] data;
  private final ByteBuffer in;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private PickleReader(String place, byte[] data) {
    this.place = place;
    this.data = data;
    in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The value in a pickle.
   *
   * @throws UsageException for anything but a well-formed benchmark pickle
   */
  static Object read(String place, byte[] data) {
    return new PickleReader(place, data).run();
  }

  private Object run() {
    for (int i = 0; i < MOST_OPERATIONS; i++) {
      int operation = take(1).get() & 0xff;
      if (operation == '.') {
        return pop();
      }
      if (!pushed(operation) && !remembered(operation)) {
        combine(operation);
      }
    }
    throw PickleObjects.malformed(place, "more than " + MOST_OPERATIONS + " operations");
  }

  /** Operations that push a value of their own. */
  private boolean pushed(int operation) {
    switch (operation) {
      case '(' -> stack.push(MARK);
      case '}' -> stack.push(new LinkedHashMap<String, Object>());
      case ']' -> stack.push(new ArrayList<>());
      case ')' -> stack.push(List.of());
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(1L);
      case 0x89 -> stack.push(0L);
      case 'J' -> stack.push((long) take(4).getInt());
      case 'K' -> stack.push((long) (take(1).get() & 0xff));
      case 'M' -> stack.push((long) (take(2).getShort() & 0xffff));
      case 'G' -> stack.push(take(8).order(ByteOrder.BIG_ENDIAN).getDouble());
      case 0x8a -> stack.push(longValue());
      case 'X' -> stack.push(text(length(4)));
      case 0x8c -> stack.push(text(length(1)));
      case 'C' -> stack.push(bytes(length(1)));
      case 'B' -> stack.push(bytes(length(4)));
      case 'c' -> stack.push(PickleObjects.global(place, line(), line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Operations on the memory, and those without effect. */
  private boolean remembered(int operation) {
    switch (operation) {
      case 0x80 -> protocol(take(1).get() & 0xff);
      case 0x95 -> take(8);
      case 'q' -> memo.put(take(1).get() & 0xff, peek());
      case 'r' -> memo.put(take(4).getInt(), peek());
      case 0x94 -> memo.put(memo.size(), peek());
      case 'h' -> stack.push(recall(take(1).get() & 0xff));
      case 'j' -> stack.push(recall(take(4).getInt()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Operations that combine values on the stack. */
  private void combine(int operation) {
    switch (operation) {
      case 't' -> stack.push(popToMark());
      case 0x85 -> stack.push(popLast(1));
      case 0x86 -> stack.push(popLast(2));
      case 0x87 -> stack.push(popLast(3));
      case 'a' -> append(popLast(1));
      case 'e' -> append(popToMark());
      case 's' -> put(popLast(2));
      case 'u' -> put(popToMark());
      case 0x93 -> {
        List<Object> names = popLast(2);
        stack.push(PickleObjects.global(place, string(names.get(0)), string(names.get(1))));
      }
      case 0x81 -> {
        List<Object> call = popLast(2);
        stack.push(PickleObjects.instance(place, call.get(0), call.get(1)));
      }
      case 'R' -> {
        List<Object> call = popLast(2);
        stack.push(PickleObjects.call(place, call.get(0), call.get(1)));
      }
      case 'b' -> {
        Object state = pop();
        PickleObjects.build(place, peek(), state);
      }
      default ->
          throw PickleObjects.malformed(
              place, "operation 0x%02x, which such a file does not need".formatted(operation));
    }
  }

  private void protocol(int version) {
    if (version < 2 || version > 4) {
      throw PickleObjects.malformed(place, "pickle protocol " + version + " instead of 2 to 4");
    }
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> values) {
    if (!(peek() instanceof ArrayList<?> list)) {
      throw PickleObjects.malformed(place, "an item of something that is no list");
    }
    ((ArrayList<Object>) list).addAll(values);
  }

  @SuppressWarnings("unchecked")
  private void put(List<Object> keysAndValues) {
    if (!(peek() instanceof Map<?, ?> map) || keysAndValues.size() % 2 != 0) {
      throw PickleObjects.malformed(place, "an entry of something that is no dictionary");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      ((Map<String, Object>) map).put(string(keysAndValues.get(i)), keysAndValues.get(i + 1));
    }
  }

  private String string(Object value) {
    if (value instanceof String string) {
      return string;
    }
    throw PickleObjects.malformed(place, "a name that is no text");
  }

  private Object recall(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw PickleObjects.malformed(place, "a reference to nothing");
    }
    return value;
  }

  private Object peek() {
    Object top = stack.peek();
    if (top == null || top == MARK) {
      throw PickleObjects.malformed(place, "an operation without its value");
    }
    return top;
  }

  private Object pop() {
    Object top = peek();
    stack.pop();
    return top;
  }

  private List<Object> popLast(int count) {
    Object[] values = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      values[i] = pop();
    }
    return List.of(values);
  }

  private List<Object> popToMark() {
    Deque<Object> values = new ArrayDeque<>();
    while (!stack.isEmpty() && stack.peek() != MARK) {
      values.push(stack.pop());
    }
    if (stack.isEmpty()) {
      throw PickleObjects.malformed(place, "an operation without its mark");
    }
    stack.pop();
    return new ArrayList<>(values);
  }

  /** The next bytes, little-endian; the file must hold as many. */
  private ByteBuffer take(int count) {
    if (count < 0 || count > in.remaining()) {
      throw PickleObjects.malformed(
          place, "its end at byte %d, %d too early".formatted(data.length, count - in.remaining()));
    }
    ByteBuffer part = in.slice(in.position(), count).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + count);
    return part;
  }

  private int length(int bytes) {
    return bytes == 1 ? take(1).get() & 0xff : take(4).getInt();
  }

  private String text(int bytes) {
    return StandardCharsets.UTF_8.decode(take(bytes)).toString();
  }

  private ByteBuffer bytes(int count) {
    int from = in.position();
    take(count);
    return PickleObjects.bytes(data, from, from + count);
  }

  private long longValue() {
    int count = length(1);
    if (count > 8) {
      throw PickleObjects.malformed(place, "a whole number of " + count + " bytes");
    }
    ByteBuffer part = take(count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (part.get(i) & 0xffL) << (8 * i);
    }
    return count == 0 ? 0 : value << (64 - 8 * count) >> (64 - 8 * count);
  }

  private String line() {
    int from = in.position();
    int to = from;
    while (to < data.length && data[to] != '\n') {
      to++;
    }
    String line = text(to - from);
    take(1);
    return line;
  }
}
