package org.scissionlite.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;

class CloserTest {
  private final List<String> closed = new ArrayList<>();

  private AutoCloseable resource(String name) {
    return () -> closed.add(name);
  }

  private AutoCloseable failing(String name, Exception failure) {
    return () -> {
      closed.add(name);
      throw failure;
    };
  }

  @Test
  void close_closesTheLastFirstAndOnce() {
    Closer closer = new Closer();
    closer.own(resource("a"));
    closer.own(resource("b"));
    closer.close();
    closer.close();
    assertThat(closed).containsExactly("b", "a");
  }

  @Test
  void failingClose_keepsNothingElseOpen() {
    Closer closer = new Closer();
    closer.own(resource("a"));
    closer.own(failing("b", new IllegalStateException("b stays")));
    closer.own(failing("c", new IOException("c stays")));
    assertThatThrownBy(closer::close)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("cannot close: c stays")
        .hasRootCauseInstanceOf(IOException.class)
        .cause()
        .hasSuppressedException(new IllegalStateException("b stays"));
    assertThat(closed).containsExactly("c", "b", "a");
  }

  @Test
  void anyFailureWhileBuilding_closesWhatWasOpened() {
    OutOfMemoryError noMemory = new OutOfMemoryError("test");
    IllegalStateException stays = new IllegalStateException("b stays");
    assertThatThrownBy(
            () ->
                Closer.build(
                    closer -> {
                      closer.own(resource("a"));
                      closer.own(failing("b", stays));
                      throw noMemory;
                    }))
        .isSameAs(noMemory)
        .hasSuppressedException(stays);
    assertThat(closed).containsExactly("b", "a");
  }

  @Test
  void built_staysOpenUntilItsCloserIsClosed() {
    Closer kept =
        Closer.build(
            closer -> {
              closer.own(resource("a"));
              return closer;
            });
    assertThat(closed).isEmpty();
    kept.close();
    assertThat(closed).containsExactly("a");
  }
}
