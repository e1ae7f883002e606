package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.ServedBy;

/**
 * The answers of a device, a line each, in a file that outlives the device: what was half written
 * when it was killed is cut off when it starts again.
 */
final class AnswerLog implements AutoCloseable {
  private final FileChannel file;

  private AnswerLog(FileChannel file) {
    this.file = file;
  }

  /**
   * One answer.
   *
   * @param image its number
   * @param atMillis when it was there, of {@link #nowMillis}
   * @param latencyNanos since the arrival of the image
   * @param by who gave it
   * @param values of the output; none for an error
   */
  record Entry(int image, long atMillis, long latencyNanos, By by, List<Float> values) {
    Entry {
      values = List.copyOf(values);
    }
  }

  /** Who answered. */
  enum By {
    EDGE("edge"),
    EDGE_SLICE("device, edge slice"),
    WHOLE_MODEL("device, whole model"),
    ERROR("nobody");

    private final String words;

    By(String words) {
      this.words = words;
    }

    /** For people. */
    String words() {
      return words;
    }

    private static By of(ServedBy served) {
      if (served instanceof ServedBy.Device device) {
        return device.with() == ServedBy.With.EDGE_SLICE ? EDGE_SLICE : WHOLE_MODEL;
      }
      return EDGE;
    }
  }

  /** The time by the clock that never jumps, which all processes of a machine share. */
  static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }

  /** Opens a log, a new one or one that was written before. */
  static AnswerLog open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    byte[] all = Files.readAllBytes(path);
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    file.truncate(end).position(end);
    return new AnswerLog(file);
  }

  /** The answers of a log, without one that is half written; none where there is no log. */
  static List<Entry> read(Path path) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.exists(path)) {
      String text = Files.readString(path, StandardCharsets.US_ASCII);
      int whole = text.lastIndexOf('\n') + 1;
      text.substring(0, whole).lines().map(AnswerLog::parse).forEach(entries::add);
    }
    return entries;
  }

  private static Entry parse(String line) {
    String[] words = line.split(" ", -1);
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(words[4])).order(ByteOrder.LITTLE_ENDIAN);
    List<Float> values = new ArrayList<>();
    while (bytes.hasRemaining()) {
      values.add(bytes.getFloat());
    }
    return new Entry(
        Integer.parseInt(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        By.valueOf(words[3]),
        values);
  }

  /** The images of so many that have no line. */
  static List<Integer> missing(List<Entry> entries, int images) {
    Set<Integer> there = entries.stream().map(Entry::image).collect(Collectors.toSet());
    return IntStream.range(0, images).filter(image -> !there.contains(image)).boxed().toList();
  }

  /** Notes an answer. */
  void answered(int image, Answer answer) {
    ByteBuffer values = SurvivalModel.only(answer.outputs()).data();
    byte[] bytes = new byte[values.remaining()];
    values.get(bytes);
    write(
        image,
        answer.latency().totalNanos(),
        By.of(answer.servedBy()),
        Base64.getEncoder().encodeToString(bytes));
  }

  /** Notes an error. */
  void failed(int image) {
    write(image, 0, By.ERROR, "");
  }

  private synchronized void write(int image, long nanos, By by, String values) {
    String line = "%d %d %d %s %s\n".formatted(image, nowMillis(), nanos, by, values);
    try {
      file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
