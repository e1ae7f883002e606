package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;

class SwapTest {
  /** Knows whether it is closed. */
  private static final class Engine implements AutoCloseable {
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    @Override
    public void close() {
      end.complete(null);
    }
  }

  private final Engine first = new Engine();
  private final Engine second = new Engine();
  private final Swap<Engine> swap = new Swap<>(first);

  @Test
  void oldOne_isClosedAfterItsLastAnswerAndNoSooner() throws Exception {
    CompletableFuture<String> early = swap.submit(runtime -> runtime.answer);
    CompletableFuture<Void> closed = swap.replace(second);
    CompletableFuture<String> late = swap.submit(runtime -> runtime.answer);
    second.answer.complete("two");
    assertThat(late.get()).isEqualTo("two");
    assertThat(first.end).isNotDone();

    first.answer.complete("one");

    assertThat(early.get()).isEqualTo("one");
    closed.get(10, TimeUnit.SECONDS);
    assertThat(first.end).isDone();
    assertThat(second.end).isNotDone();
    swap.close();
    assertThat(second.end).isDone();
  }

  @Test
  void questionThatFails_endsItsUse() throws Exception {
    assertThatThrownBy(
            () ->
                swap.submit(
                    runtime -> {
                      throw new IllegalStateException("test");
                    }))
        .hasMessage("test");
    CompletableFuture<String> failed = swap.submit(runtime -> runtime.answer);
    first.answer.completeExceptionally(new IllegalStateException("test"));
    assertThat(failed).isCompletedExceptionally();

    swap.replace(second).get(10, TimeUnit.SECONDS);

    assertThat(first.end).isDone();
    swap.close();
  }

  @Test
  void swapThatIsClosed_takesNothingMore() throws Exception {
    swap.close();
    swap.close();
    assertThatThrownBy(swap::use).isInstanceOf(ScissionLiteException.class);
    swap.replace(second).get(10, TimeUnit.SECONDS);
    assertThat(second.end).isDone();
  }
}
