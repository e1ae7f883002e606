package org.scissionlite.link;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;

/**
 * The network between two systems, as one TCP connection between them sees it.
 *
 * <p>A message and its answer take one round trip, the bytes of both at the bandwidths of their
 * directions, and the rounds in which a window that is not open yet does not fill the link ({@link
 * Window#waitNanos}). Worked numbers for 158,828 bytes at 60 Mbit/s and 27.4 ms: 48.6 ms back to
 * back, 117.3 ms over a connection that was silent for long.
 *
 * @param roundTripMillis the ping in milliseconds, at least 0: what the smallest request takes
 * @param megabitsPerSecond the bandwidth towards the destination, above 0: what one connection
 *     carries, without the headers of TCP and IP; 60 Mbit/s are 7,500,000 bytes a second
 * @param backMegabitsPerSecond the bandwidth of the answers
 * @param window of both directions
 * @param framing what the protocols add to a message
 * @param jitterMillis the median distance of a round trip from the median one; 0 if not known
 * @param wakeMillis how much longer than back to back a message takes after a silence, whatever its
 *     size: processors, caches and radios that sleep; 0 if not known
 * @param bbr whether the source may send with BBR, and does where that is faster: then silence
 *     costs little ({@link Pacing}). The answers come with what their system uses
 */
public record Link(
    double roundTripMillis,
    double megabitsPerSecond,
    double backMegabitsPerSecond,
    Window window,
    Framing framing,
    double jitterMillis,
    double wakeMillis,
    boolean bbr) {
  /** A silence of at most so many milliseconds is none: no window closes and nothing sleeps. */
  public static final double STEADY_MILLIS = 100;

  private static final double BYTES_PER_MEGABIT = 125_000;
  private static final double MOST_MILLIS = 1e9;
  private static final double MOST_MEGABITS = 1e9;

  public Link {
    checkMillis("ping", roundTripMillis);
    checkBandwidth("bandwidth", megabitsPerSecond);
    checkBandwidth("back bandwidth", backMegabitsPerSecond);
    checkMillis("jitter", jitterMillis);
    checkMillis("wake", wakeMillis);
    Objects.requireNonNull(window, "window of a link is missing");
    Objects.requireNonNull(framing, "framing of a link is missing");
  }

  /**
   * A link of which nothing else is known: as fast back as forth, with the {@link Window#defaults}
   * and without framing, so that a steady message takes ping + bytes / bandwidth.
   */
  public Link(double roundTripMillis, double megabitsPerSecond) {
    this(
        roundTripMillis,
        megabitsPerSecond,
        megabitsPerSecond,
        Window.defaults(checkMillis("ping", roundTripMillis)),
        Framing.NONE,
        0,
        0,
        false);
  }

  /** A link whose source sends with what its system uses. */
  public Link(
      double roundTripMillis,
      double megabitsPerSecond,
      double backMegabitsPerSecond,
      Window window,
      Framing framing,
      double jitterMillis) {
    this(
        roundTripMillis,
        megabitsPerSecond,
        backMegabitsPerSecond,
        window,
        framing,
        jitterMillis,
        0,
        false);
  }

  private static double checkMillis(String what, double millis) {
    if (!(millis >= 0 && millis <= MOST_MILLIS)) {
      throw new UsageException(
          "%s: expected 0 or more milliseconds, got %s; 0 is the nearest".formatted(what, millis));
    }
    return millis;
  }

  private static void checkBandwidth(String what, double megabits) {
    if (!(megabits <= MOST_MEGABITS && Math.round(megabits * BYTES_PER_MEGABIT) > 0)) {
      throw new UsageException(
          "%s: expected 0.00001 to 1000000000 Mbit/s, got %s".formatted(what, megabits));
    }
  }

  /** Bandwidth in whole bytes a second, rounded: 1.6 Mbit/s are 200,000. */
  public long bytesPerSecond() {
    return Math.round(megabitsPerSecond * BYTES_PER_MEGABIT);
  }

  public double roundTripNanos() {
    return roundTripMillis * 1e6;
  }

  /**
   * Nanoseconds from the first byte sent to the answer received, without the other side's work.
   *
   * @param silenceMillis how long the connection carried nothing before; infinite for ever
   */
  public double transferNanos(Message message, double silenceMillis) {
    double there = framing.streamBytes(message.bytes());
    double back = framing.streamBytes(message.replyBytes());
    double wake = silenceMillis > STEADY_MILLIS ? wakeMillis * 1e6 : 0;
    return roundTripNanos()
        + wake
        + thereNanos(there, silenceMillis, path(megabitsPerSecond))
        + sentNanos(back, silenceMillis, path(backMegabitsPerSecond));
  }

  private double thereNanos(double bytes, double silenceMillis, Window.Path path) {
    double sent = sentNanos(bytes, silenceMillis, path);
    return bbr && bytes > window.initialBytes()
        ? Math.min(sent, bytes * path.nanosPerByte() + Pacing.waitNanos(bytes, path))
        : sent;
  }

  private Window.Path path(double megabits) {
    return new Window.Path(roundTripNanos(), 1e9 / Math.round(megabits * BYTES_PER_MEGABIT));
  }

  private double sentNanos(double bytes, double silenceMillis, Window.Path path) {
    double nanos = bytes * path.nanosPerByte();
    if (bytes <= window.initialBytes()) {
      return nanos;
    }
    return nanos + window.waitNanos(bytes, window.after(silenceMillis, bytes), path);
  }

  /**
   * The bandwidth-delay products, in bytes of the way there, at which the time of a message bends:
   * between two of them it is linear in the round trip and in the inverse of the bandwidth.
   */
  public List<Double> bends(Message message, double silenceMillis) {
    double share = backMegabitsPerSecond / megabitsPerSecond;
    double there = framing.streamBytes(message.bytes());
    Stream<Double> bends =
        bbr && there > window.initialBytes()
            ? Pacing.bends(there, window, window.after(silenceMillis, there)).stream()
            : rounds(message.bytes(), silenceMillis);
    return Stream.concat(
            bends, rounds(message.replyBytes(), silenceMillis).map(bytes -> bytes / share))
        .toList();
  }

  private Stream<Double> rounds(long bytes, double silenceMillis) {
    double stream = framing.streamBytes(bytes);
    return window.rounds(stream, window.after(silenceMillis, stream)).stream();
  }

  /** This link with another bandwidth; the answers' changes in proportion. */
  public Link withMegabitsPerSecond(double megabits) {
    double back = megabits * backMegabitsPerSecond / megabitsPerSecond;
    return new Link(
        roundTripMillis, megabits, back, window, framing, jitterMillis, wakeMillis, bbr);
  }

  /** This link with another ping; its window stays. */
  public Link withRoundTripMillis(double millis) {
    return new Link(
        millis,
        megabitsPerSecond,
        backMegabitsPerSecond,
        window,
        framing,
        jitterMillis,
        wakeMillis,
        bbr);
  }

  /** This link with another window. */
  public Link withWindow(Window other) {
    return new Link(
        roundTripMillis,
        megabitsPerSecond,
        backMegabitsPerSecond,
        other,
        framing,
        jitterMillis,
        wakeMillis,
        bbr);
  }

  /** This link with a source that may send with BBR, or may not. */
  public Link withBbr(boolean allowed) {
    return new Link(
        roundTripMillis,
        megabitsPerSecond,
        backMegabitsPerSecond,
        window,
        framing,
        jitterMillis,
        wakeMillis,
        allowed);
  }

  /** This link with another delay after silence. */
  public Link withWakeMillis(double millis) {
    return new Link(
        roundTripMillis,
        megabitsPerSecond,
        backMegabitsPerSecond,
        window,
        framing,
        jitterMillis,
        millis,
        bbr);
  }
}
