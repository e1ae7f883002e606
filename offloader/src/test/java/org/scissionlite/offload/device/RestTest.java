package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // clocks may wrap around
  private final Rest rest = new Rest(Duration.ofNanos(10), now::get);

  private static EdgeFailure failure(boolean timedOut) {
    return new EdgeFailure("the edge is away", null, timedOut);
  }

  @Test
  void timeout_restsUntilTheEnd() {
    EdgeFailure failure = failure(true);
    rest.after(failure);
    now.addAndGet(9);
    assertThat(rest.now()).contains(failure);
    now.addAndGet(1);
    assertThat(rest.now()).isEmpty();
  }

  @Test
  void failureAtOnce_doesNotRest() {
    rest.after(failure(true));
    rest.after(failure(false));
    assertThat(rest.now()).isEmpty();
  }
}
