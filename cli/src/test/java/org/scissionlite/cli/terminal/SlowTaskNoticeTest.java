package org.scissionlite.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowTaskNoticeTest {
  @Test
  void longWork_isNamedWhileItLasts() {
    CountDownLatch told = new CountDownLatch(1);
    List<String> lines = new ArrayList<>();

    boolean inTime =
        SlowTaskNotice.during(
            "reading model.onnx",
            line -> {
              lines.add(line);
              told.countDown();
            },
            () -> await(told));

    assertThat(inTime).isTrue();
    assertThat(lines.get(0)).startsWith("reading model.onnx, ").endsWith(" s");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void shortWork_isNotMentioned() {
    List<String> lines = new ArrayList<>();
    assertThat(SlowTaskNotice.during("nothing", lines::add, () -> 7)).isEqualTo(7);
    assertThat(lines).isEmpty();
  }
}
