package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scissionlite.offload.connection.EdgeFailure;

class CircuitBreakerTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // clocks may wrap around
  private final CircuitBreaker rest = new CircuitBreaker(Duration.ofNanos(10), now::get);

  private static EdgeFailure failure(EdgeFailure.Kind kind) {
    return new EdgeFailure(kind, "the edge is away");
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMED_OUT", "OTHER_BUNDLE"})
  void lostTimeAndOtherBundles_restUntilTheEnd(EdgeFailure.Kind kind) {
    EdgeFailure failure = failure(kind);
    rest.after(failure);
    now.addAndGet(9);
    assertThat(rest.now()).contains(failure);
    now.addAndGet(1);
    assertThat(rest.now()).isEmpty();
  }

  @Test
  void failureAtOnce_doesNotRest() {
    rest.after(failure(EdgeFailure.Kind.TIMED_OUT));
    rest.after(failure(EdgeFailure.Kind.AWAY));
    assertThat(rest.now()).isEmpty();
  }
}
