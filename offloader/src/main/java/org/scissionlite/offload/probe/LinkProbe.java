package org.scissionlite.offload.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.link.Framing;
import org.scissionlite.link.Link;
import org.scissionlite.link.LinkEstimator;
import org.scissionlite.link.Message;
import org.scissionlite.link.Sample;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.wire.ProbeMessages;

/**
 * Measures a link over connections to a running edge, within some ten seconds and a number of
 * bytes.
 *
 * <p>Small messages tell the round trip, trains of messages that grow fourfold in size the
 * bandwidths, the first messages of three new connections the initial window and its growth, and
 * messages after silences what those do to the window. Each part stops when its share of time or
 * bytes is used, at a size whose message takes longer than {@link #LONGEST_MILLIS}, and before a
 * message that the budget does not allow.
 */
public final class LinkProbe {
  private static final int SHORT = 1;
  private static final int SMALL_START = 30_000;

  /** One of 52 bytes for every two packets of 1,500. */
  private static final double ACKNOWLEDGEMENTS = 52 / 3000.0;

  private static final int PINGS = 20;

  /** The first calls of a process run in code that is not compiled yet. */
  private static final int WARM_UP = 200;

  private static final double WARM_UP_MILLIS = 1_000;

  /** Of the bytes allowed, which the trains need. */
  private static final double WARM_UP_SHARE = 0.05;

  private static final double PINGS_MILLIS = 1_000;
  private static final int LEAST_PINGS = 5;
  private static final int TRAIN_START = 16_384;
  private static final int TRAIN_GROWTH = 4;
  private static final int TRAIN_REPEATS = 5;
  private static final int LEAST_REPEATS = 3;
  private static final double TRAIN_MILLIS = 1_000;
  private static final double LONGEST_MILLIS = 200;
  private static final int MEDIUM_MOST = 131_072;

  /** Of the bytes allowed: some ten of them are sent beside the trains. */
  private static final double MEDIUM_SHARE = 0.03;

  private static final double[] SILENCES = {300, 500, 1_000};
  private static final int WAKES = 3;
  private static final double WAKE_SILENCE = 300;

  /** After so long no silence is begun any more; one takes up to a second, and its messages. */
  private static final double LAST_SILENCE_MILLIS = 7_000;

  private static final double[] TRAIN_ENDS = {0.3, 0.6};

  private final ProbeOptions options;
  private final Framing framing;
  private final long begunNanos = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();
  private double bytes;
  private int medium = TRAIN_START;

  private LinkProbe(ProbeOptions options) {
    this.options = options;
    this.framing = options.access().tls().isPresent() ? Framing.GRPC_TLS : Framing.GRPC;
  }

  /**
   * What a probe found.
   *
   * @param link that explains the samples
   * @param samples that were taken into account
   * @param bytes that crossed the link, both ways, headers included
   * @param backMeasured whether the server gave long answers; if not, the way back is taken to be
   *     as fast as the way there
   */
  public record Result(Link link, List<Sample> samples, long bytes, boolean backMeasured) {
    public Result {
      samples = List.copyOf(samples);
    }
  }

  /**
   * Probes a link.
   *
   * @throws ScissionLiteException if no server of the Open Inference Protocol answers, or the link
   *     dies on the way
   */
  public static Result run(ProbeOptions options) {
    return new LinkProbe(options).result();
  }

  private Result result() {
    try (ProbeConnection connection = ProbeConnection.open(options)) {
      ping(connection);
      wake(connection);
      train(connection, size -> new Message(size, SHORT), TRAIN_ENDS[0]);
      if (connection.answersProbes()) {
        train(connection, size -> new Message(SHORT, size), TRAIN_ENDS[1]);
      }
      afresh(SMALL_START);
      afresh(2 * SMALL_START);
      afresh(medium);
      silences(connection);
      Link link = LinkEstimator.estimate(samples, framing).withBbr(CongestionControl.allowsBbr());
      return new Result(link, samples, Math.round(bytes), connection.answersProbes());
    }
  }

  private Sample send(ProbeConnection connection, Message message) {
    bytes += cost(message);
    return connection.send(message);
  }

  private double cost(Message message) {
    double messages = framing.wireBytes(message.bytes()) + framing.wireBytes(message.replyBytes());
    return messages * (1 + ACKNOWLEDGEMENTS);
  }

  private void ping(ProbeConnection connection) {
    Message small = new Message(SHORT, SHORT);
    double millis = 0;
    double most = WARM_UP_SHARE * options.mostBytes();
    for (int i = 0; i < WARM_UP && millis < WARM_UP_MILLIS && bytes + cost(small) <= most; i++) {
      millis += send(connection, small).millis();
    }
    millis = 0;
    for (int i = 0; i < PINGS && (millis < PINGS_MILLIS || i < LEAST_PINGS); i++) {
      Sample sample = send(connection, small);
      samples.add(sample);
      millis += sample.millis();
    }
  }

  /** A small message after a silence tells how long everything takes to wake up. */
  private void wake(ProbeConnection connection) {
    for (int i = 0; i < WAKES; i++) {
      pause(WAKE_SILENCE);
      samples.add(send(connection, new Message(SHORT, SHORT)));
    }
  }

  private static void pause(double millis) {
    long due = System.nanoTime() + Math.round(millis * 1e6);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** Messages of growing size; the first of each size opens the window and does not count. */
  private void train(ProbeConnection connection, IntFunction<Message> sized, double share) {
    double all = 0;
    double longest = 0;
    for (int size = TRAIN_START; size <= ProbeMessages.MOST_BYTES; size *= TRAIN_GROWTH) {
      Message message = sized.apply(size);
      boolean affordable = bytes + TRAIN_REPEATS * cost(message) <= share * options.mostBytes();
      if (!affordable || all > TRAIN_MILLIS || longest > LONGEST_MILLIS) {
        return;
      }
      for (int i = 0; i < TRAIN_REPEATS && (all < TRAIN_MILLIS || i < LEAST_REPEATS); i++) {
        Sample sample = send(connection, message);
        all += sample.millis();
        longest = sample.millis();
        if (i > 0) {
          samples.add(sample);
        }
      }
      double affords = Math.min(MEDIUM_MOST, MEDIUM_SHARE * (double) options.mostBytes());
      medium = Math.max(medium, (int) Math.min((double) message.bytes(), affords));
    }
  }

  /** The first message of a new connection, behind a small one. */
  private void afresh(int size) {
    Message message = new Message(size, SHORT);
    if (bytes + cost(message) > options.mostBytes()) {
      return;
    }
    try (ProbeConnection connection = ProbeConnection.open(options)) {
      send(connection, new Message(SHORT, SHORT));
      double millis = send(connection, message).millis();
      samples.add(new Sample(message, Double.POSITIVE_INFINITY, millis));
    }
  }

  /** After each silence a message of which two opened the window before. */
  private void silences(ProbeConnection connection) {
    Message message = new Message(medium, SHORT);
    for (double silence : SILENCES) {
      boolean late = System.nanoTime() - begunNanos > LAST_SILENCE_MILLIS * 1e6;
      if (late || bytes + 3 * cost(message) > options.mostBytes()) {
        return;
      }
      send(connection, message);
      send(connection, message);
      pause(silence);
      samples.add(send(connection, message));
    }
  }
}
