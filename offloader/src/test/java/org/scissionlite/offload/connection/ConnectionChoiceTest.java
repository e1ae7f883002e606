package org.scissionlite.offload.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;

class ConnectionChoiceTest {
  private static final long LARGE = 40_000;
  private static final long SMALL = 4_000;

  private long nanos;

  private ConnectionChoice choice(CongestionControl control) {
    return new ConnectionChoice(control, () -> nanos);
  }

  private void send(ConnectionChoice choice, long bytes, long silenceMillis) {
    nanos += silenceMillis * 1_000_000;
    choice.sending(bytes);
    nanos += 50_000_000;
    choice.answered();
  }

  @Test
  void largeRequestsNowAndThen_areSentWithBbr() {
    assumeThat(CongestionControl.allowsBbr()).as("this system allows BBR").isTrue();
    ConnectionChoice choice = choice(CongestionControl.AUTO);
    send(choice, LARGE, 1000);
    send(choice, LARGE, 1000);
    assertThat(choice.chosen()).isEqualTo(CongestionControl.SYSTEM);
    send(choice, LARGE, 1000);
    assertThat(choice.chosen().name()).isEqualTo("bbr");
  }

  @Test
  void smallRequests_andThoseThatFollowEachOther_areSentWithWhatTheSystemUses() {
    ConnectionChoice choice = choice(CongestionControl.AUTO);
    for (int i = 0; i < 5; i++) {
      send(choice, SMALL, 1000);
      send(choice, LARGE, 0);
    }
    assertThat(choice.chosen()).isEqualTo(CongestionControl.SYSTEM);
  }

  @Test
  void oneRequestOutOfTheOrdinary_changesNothing() {
    assumeThat(CongestionControl.allowsBbr()).as("this system allows BBR").isTrue();
    ConnectionChoice choice = choice(CongestionControl.AUTO);
    for (int i = 0; i < 5; i++) {
      send(choice, LARGE, 1000);
    }
    send(choice, SMALL, 1000);
    send(choice, LARGE, 1000);
    send(choice, LARGE, 0);
    assertThat(choice.chosen().name()).isEqualTo("bbr");
    send(choice, LARGE, 0);
    assertThat(choice.chosen()).isEqualTo(CongestionControl.SYSTEM);
  }

  @Test
  void whatTheUserChose_stays() {
    ConnectionChoice choice = choice(CongestionControl.SYSTEM);
    for (int i = 0; i < 5; i++) {
      send(choice, LARGE, 1000);
    }
    assertThat(choice.chosen()).isEqualTo(CongestionControl.SYSTEM);
  }

  @Test
  void unknownControl_isRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> new CongestionControl("vegas2000"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "congestion control 'vegas2000' is not to be had on this system; expected one of auto, system");
  }
}
