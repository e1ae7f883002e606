package org.scissionlite.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceManagerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private Path told;
  private Path command;

  /** Writes down what it is called with, as systemd-notify would send it. */
  @BeforeEach
  void writeCommand() throws IOException {
    told = folder.resolve("told.txt");
    command = folder.resolve("notify");
    Files.writeString(command, "#!/bin/sh\necho \"$NOTIFY_SOCKET $1\" >>'%s'\n".formatted(told));
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void service_isReadyAndThenAliveTwiceInTheTimeOfItsWatchdog() throws Exception {
    manager(Map.of("NOTIFY_SOCKET", "/run/s", "WATCHDOG_USEC", "100000")).ready();

    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Files.readAllLines(told).size() < 3 && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(Files.readAllLines(told))
        .startsWith("/run/s --ready", "/run/s WATCHDOG=1", "/run/s WATCHDOG=1");
  }

  @Test
  void serviceWithoutWatchdog_isReadyAlone() throws IOException {
    ServiceManager manager = manager(Map.of("NOTIFY_SOCKET", "/run/s"));

    manager.ready();

    assertThat(Files.readAllLines(told)).isEqualTo(List.of("/run/s --ready"));
    assertThat(manager.watchdog()).isEmpty();
  }

  @Test
  void programThatIsNoService_tellsNothing() {
    manager(Map.of("WATCHDOG_USEC", "100000")).ready();

    assertThat(told).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "0", "99999999999999999999"})
  void watchdogThatIsNoTime_isNone(String micros) {
    assertThat(manager(Map.of("WATCHDOG_USEC", micros)).watchdog()).isEmpty();
  }

  @Test
  void missingCommand_isNoFailure() {
    new ServiceManager("/nowhere/systemd-notify", Map.of("NOTIFY_SOCKET", "/run/s")).ready();
  }

  private ServiceManager manager(Map<String, String> environment) {
    return new ServiceManager(command.toString(), environment);
  }
}
