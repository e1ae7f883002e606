package org.scissionlite.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.error.ScissionLiteException;

/** A known link is found again from what was "measured" over it. */
class LinkEstimatorTest {
  private static final double EVER = Double.POSITIVE_INFINITY;

  private static Link link(double ping, double megabits, double back, Window window) {
    return new Link(ping, megabits, back, window, Framing.GRPC, 0);
  }

  /** What a probe would see, each time later by up to some milliseconds. */
  private static List<Sample> samples(Link link, double noiseMillis) {
    Random random = new Random(7);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      add(samples, link, new Message(1, 1), 0, noiseMillis * random.nextDouble());
      for (long bytes = 32_768; bytes <= 524_288; bytes *= 4) {
        add(samples, link, new Message(bytes, 1), 0, noiseMillis * random.nextDouble());
        add(samples, link, new Message(1, bytes), 0, noiseMillis * random.nextDouble());
      }
    }
    add(samples, link, new Message(30_000, 1), EVER, noiseMillis * random.nextDouble());
    add(samples, link, new Message(60_000, 1), EVER, noiseMillis * random.nextDouble());
    for (double silence : new double[] {EVER, 300, 600, 1200}) {
      Message medium = new Message(158_828, 1);
      add(samples, link, medium, silence, noiseMillis * random.nextDouble());
    }
    return samples;
  }

  private static void add(
      List<Sample> to, Link link, Message message, double silence, double late) {
    to.add(new Sample(message, silence, link.transferNanos(message, silence) / 1e6 + late));
  }

  @ParameterizedTest
  @CsvSource({"27.4,60,20", "2,5,5", "80,200,50", "80,5,200", "27.4,200,200"})
  void exactTimes_giveTheLinkBack(double ping, double megabits, double back) {
    Link link = link(ping, megabits, back, Window.defaults(ping));
    Link found = LinkEstimator.estimate(samples(link, 0), Framing.GRPC);
    assertThat(found.roundTripMillis()).isCloseTo(ping, withinPercentage(0.1));
    assertThat(found.megabitsPerSecond()).isCloseTo(megabits, withinPercentage(0.1));
    assertThat(found.backMegabitsPerSecond()).isCloseTo(back, withinPercentage(0.1));
    assertThat(found.window().initialBytes()).isEqualTo(link.window().initialBytes());
    assertThat(found.window().restartMillis())
        .isCloseTo(link.window().restartMillis(), withinPercentage(1));
    assertThat(found.jitterMillis()).isLessThan(1e-9);
  }

  @ParameterizedTest
  @CsvSource({"4,2,300", "32,2,200", "10,1.5,250", "10,2,450"})
  void otherWindows_arePredictedAfterEverySilence(int segments, double growth, double restart) {
    Window window = new Window(segments * 1448.0, growth, EVER, restart);
    Link link = link(40, 100, 100, window);
    Link found = LinkEstimator.estimate(samples(link, 1), Framing.GRPC);
    for (long bytes : new long[] {60_000, 158_828, 400_000}) {
      for (double silence : new double[] {0, 200, 500, 1000, 3000, EVER}) {
        Message message = new Message(bytes, 1_000);
        assertThat(found.transferNanos(message, silence))
            .as("%d bytes after %s ms by %s", bytes, silence, found.window())
            .isCloseTo(link.transferNanos(message, silence), withinPercentage(18));
      }
    }
  }

  @Test
  void windowThatSilenceDoesNotClose_isSeen() {
    Window open = new Window(14_480, 2, EVER, EVER);
    Link found = LinkEstimator.estimate(samples(link(40, 100, 100, open), 1), Framing.GRPC);
    Message message = new Message(158_828, 0);
    assertThat(found.transferNanos(message, 1200))
        .isCloseTo(found.transferNanos(message, 0), withinPercentage(1));
  }

  @Test
  void lateMessages_changeLittle() {
    Link link = link(27.4, 60, 60, Window.defaults(27.4));
    Link found = LinkEstimator.estimate(samples(link, 4), Framing.GRPC);
    assertThat(found.roundTripMillis()).isCloseTo(29.4, withinPercentage(6));
    assertThat(found.megabitsPerSecond()).isCloseTo(60, withinPercentage(5));
    assertThat(found.jitterMillis()).isBetween(0.5, 2.0);
  }

  @Test
  void delayAfterSilence_isFoundByItself() {
    Link link = link(27.4, 60, 60, Window.defaults(27.4)).withWakeMillis(3);
    List<Sample> samples = samples(link, 0);
    for (int i = 0; i < 3; i++) {
      add(samples, link, new Message(1, 1), 300, 0);
    }
    Link found = LinkEstimator.estimate(samples, Framing.GRPC);
    assertThat(found.wakeMillis()).isCloseTo(3, withinPercentage(0.1));
    assertThat(found.roundTripMillis()).isCloseTo(27.4, withinPercentage(0.1));
    assertThat(found.window().growth()).isEqualTo(2);
  }

  @Test
  void nearAndFastLink_keepsTheUsualWindow() {
    Link link = link(0.1, 1000, 1000, Window.defaults(0.1));
    Link found = LinkEstimator.estimate(samples(link, 0.001), Framing.GRPC);
    assertThat(found.window().growth()).isEqualTo(2);
    assertThat(found.window().initialBytes()).isEqualTo(Window.DEFAULT_INITIAL_BYTES);
  }

  @Test
  void withoutLongAnswers_theWayBackIsAsFastAsTheWayThere() {
    List<Sample> up =
        samples(link(27.4, 60, 20, Window.defaults(27.4)), 0).stream()
            .filter(each -> each.message().replyBytes() == 1)
            .toList();
    Link found = LinkEstimator.estimate(up, Framing.GRPC);
    assertThat(found.backMegabitsPerSecond()).isEqualTo(found.megabitsPerSecond());
  }

  @Test
  void tooFewSamples_areRefused() {
    assertThatThrownBy(() -> LinkEstimator.estimate(List.of(), Framing.GRPC))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("got none");
    List<Sample> pings = List.of(new Sample(new Message(1, 1), 0, 5));
    assertThatThrownBy(() -> LinkEstimator.estimate(pings, Framing.GRPC))
        .hasMessageContaining("several sizes");
  }
}
