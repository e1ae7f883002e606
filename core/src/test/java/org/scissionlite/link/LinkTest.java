package org.scissionlite.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.UsageException;

/** The laws of the time that a message takes. */
class LinkTest {
  private static final int TRIALS = 20_000;
  private static final List<Framing> FRAMINGS = List.of(Framing.values());
  private static final double EVER = Double.POSITIVE_INFINITY;

  /** Any link, window, message and silence. */
  private static final class Trial {
    final Random random;
    final Link link;
    final Message message;
    final double silence;

    Trial(long seed) {
      random = new Random(seed);
      double ping = scaled(0.05, 4);
      double initial = scaled(1_000, 2);
      boolean limited = random.nextInt(3) == 0;
      Window window =
          new Window(
              initial,
              1.1 + 2.9 * random.nextDouble(),
              limited ? initial * scaled(1, 2) : EVER,
              random.nextInt(5) == 0 ? EVER : scaled(20, 2));
      Framing framing = FRAMINGS.get(random.nextInt(FRAMINGS.size()));
      link =
          new Link(
              ping,
              scaled(0.1, 4),
              scaled(0.1, 4),
              window,
              framing,
              0,
              scaled(0.01, 2),
              random.nextBoolean());
      message = new Message((long) scaled(1, 7), (long) scaled(1, 6));
      silence = random.nextInt(4) == 0 ? 0 : scaled(1, 4);
    }

    /** A number over some powers of ten. */
    private double scaled(double least, double decades) {
      return least * Math.pow(10, decades * random.nextDouble());
    }

    double millis(Link over, Message sent, double after) {
      return over.transferNanos(sent, after) / 1e6;
    }
  }

  private static double more(Trial trial) {
    return 1 + 0.2 * trial.random.nextDouble();
  }

  private static void notFaster(Trial trial, double one, double other) {
    assertThat(other)
        .as("%s, %s, silent for %s ms", trial.link, trial.message, trial.silence)
        .isGreaterThanOrEqualTo(one * (1 - 1e-9));
  }

  @Test
  void moreBytesEitherWay_takeNoLessTime() {
    for (long seed = 0; seed < TRIALS; seed++) {
      Trial trial = new Trial(seed);
      double time = trial.millis(trial.link, trial.message, trial.silence);
      Message there =
          new Message(1 + (long) (trial.message.bytes() * more(trial)), trial.message.replyBytes());
      Message back =
          new Message(trial.message.bytes(), 1 + (long) (trial.message.replyBytes() * more(trial)));
      notFaster(trial, time, trial.millis(trial.link, there, trial.silence));
      notFaster(trial, time, trial.millis(trial.link, back, trial.silence));
    }
  }

  @Test
  void lessBandwidthOrALongerRoundTrip_takesNoLessTime() {
    for (long seed = 0; seed < TRIALS; seed++) {
      Trial trial = new Trial(seed);
      double time = trial.millis(trial.link, trial.message, trial.silence);
      Link slower = trial.link.withMegabitsPerSecond(trial.link.megabitsPerSecond() / more(trial));
      Link farther = trial.link.withRoundTripMillis(trial.link.roundTripMillis() * more(trial));
      // Rates are whole bytes a second, so a rate of 10,000 is off by up to 1 in 20,000.
      double tolerance = 1 - 1e-4;
      notFaster(trial, time * tolerance, trial.millis(slower, trial.message, trial.silence));
      notFaster(trial, time, trial.millis(farther, trial.message, trial.silence));
    }
  }

  @Test
  void longerSilence_takesNoLessTimeUpToTheWindowOfANewConnection() {
    for (long seed = 0; seed < TRIALS; seed++) {
      Trial trial = new Trial(seed);
      double steady = trial.millis(trial.link, trial.message, 0);
      double silent = trial.millis(trial.link, trial.message, trial.silence);
      double longer = trial.millis(trial.link, trial.message, trial.silence * more(trial));
      double ever = trial.millis(trial.link, trial.message, EVER);
      notFaster(trial, steady, silent);
      notFaster(trial, silent, longer);
      notFaster(trial, longer, ever);
    }
  }

  @Test
  void whatFitsTheInitialWindow_takesPingAndBytesOverBandwidthAfterAnySilence() {
    Link link = new Link(27.4, 60);
    for (long bytes = 0; bytes <= Window.DEFAULT_INITIAL_BYTES; bytes += 160) {
      assertThat(link.transferNanos(new Message(bytes, 0), EVER) / 1e6)
          .isCloseTo(27.4 + bytes / 7500.0, within(1e-6));
    }
  }

  @Test
  void openWindow_takesPingAndBytesOverBandwidth() {
    Window open = new Window(1e12, 2, EVER, 200);
    Link link = new Link(80, 200).withWindow(open);
    assertThat(link.transferNanos(new Message(3_000_000, 1_000_000), EVER) / 1e6)
        .isCloseTo(80 + 4_000_000 / 25_000.0, within(1e-6));
  }

  @Test
  void largestWindow_limitsARoundTripToIt() {
    Window small = new Window(10_000, 2, 20_000, EVER);
    Link link = new Link(100, 1000).withWindow(small);
    // Five rounds of 20,000 bytes; the last one's bytes take 0.16 ms beside the round trip.
    assertThat(link.transferNanos(new Message(100_000, 0), 0) / 1e6)
        .isCloseTo(500.16, within(1e-6));
  }

  /** 2 * 158,828 bytes are halved once for every 227.4 ms, the first time after 113.7. */
  @ParameterizedTest
  @CsvSource({"0,317656", "113.7,317656", "341.1,158828", "568.5,79414", "5000,14480"})
  void silence_halvesTheWindowForEveryRestartTime(double silence, double bytes) {
    assertThat(Window.defaults(27.4).after(silence, 158_828)).isCloseTo(bytes, within(0.5));
  }

  /** Medians of 15 to 40 requests, one a second, over a connection with BBR. */
  @ParameterizedTest
  @CsvSource({
    "60,27.4,40000,43.7",
    "60,27.4,158828,52.8",
    "20,80,40000,121.7",
    "20,80,158828,151.8",
    "200,27.4,158828,44.6",
    "200,80,40000,120.4",
    "200,80,158828,125.7"
  })
  void bbr_meetsWhatWasMeasuredAfterASecondOfSilence(
      double megabits, double ping, long bytes, double measured) {
    Link link = new Link(ping, megabits).withBbr(true);
    double millis = link.transferNanos(new Message(bytes, 0), 1000) / 1e6;
    assertThat(millis).isCloseTo(measured, within(0.04 * measured));
  }

  @Test
  void betweenItsBends_timeIsLinearInTheRoundTrip() {
    for (long seed = 0; seed < TRIALS; seed++) {
      Trial trial = new Trial(seed);
      Link link = trial.link;
      double product = link.megabitsPerSecond() * 125;
      double[] pings =
          DoubleStream.concat(
                  DoubleStream.of(1e-3, 1e4),
                  link.bends(trial.message, trial.silence).stream().mapToDouble(b -> b / product))
              .filter(ping -> ping >= 1e-3 && ping <= 1e4)
              .sorted()
              .toArray();
      for (int i = 0; i + 1 < pings.length; i++) {
        double low = at(trial, pings[i]);
        double high = at(trial, pings[i + 1]);
        double middle = at(trial, (pings[i] + pings[i + 1]) / 2);
        assertThat(middle)
            .as("%s, %s, silent for %s ms", trial.link, trial.message, trial.silence)
            .isCloseTo((low + high) / 2, within(1e-4 * high));
      }
    }
  }

  private static double at(Trial trial, double ping) {
    return trial.millis(trial.link.withRoundTripMillis(ping), trial.message, trial.silence);
  }

  /** 27.4 + 21.2 ms, and 27.4 - 1.9, 27.4 - 3.9 and 27.4 - 7.7 ms of waiting. */
  @Test
  void afterLongSilence_waitsForTheWindowToOpen() {
    double millis = new Link(27.4, 60).transferNanos(new Message(158_828, 0), EVER) / 1e6;
    assertThat(millis).isCloseTo(48.577 + 25.469 + 23.539 + 19.677, within(0.01));
  }

  @Test
  void framing_addsHeadersOfMessageFramesAndRecords() {
    assertThat(Framing.NONE.streamBytes(158_828)).isEqualTo(158_828);
    assertThat(Framing.GRPC.streamBytes(158_828)).isEqualTo(158_828 + 260 + 10 * 9);
    assertThat(Framing.GRPC_TLS.streamBytes(158_828)).isEqualTo(158_828 + 260 + 10 * 31);
    assertThat(Framing.GRPC.wireBytes(158_828)).isEqualTo(159_178 + 110 * 52);
  }

  @Test
  void valuesOutOfRange_areRefused() {
    assertThatThrownBy(() -> new Window(14_480, 1, EVER, 200))
        .isInstanceOf(UsageException.class)
        .hasMessage("window growth: expected 1.1 to 4, got 1.0");
    assertThatThrownBy(() -> new Window(14_480, 2, 10_000, 200))
        .hasMessageContaining("at least the initial one of 14480 bytes, got 10000.0");
    assertThatThrownBy(() -> new Window(0, 2, EVER, 200)).hasMessageContaining("1 byte or more");
    assertThatThrownBy(() -> new Window(1, 2, EVER, 0)).hasMessageContaining("1 ms or more");
    assertThatThrownBy(() -> new Message(-1, 0)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new Link(1, 1, -1, Window.defaults(1), Framing.NONE, 0))
        .hasMessageContaining("back bandwidth");
  }
}
