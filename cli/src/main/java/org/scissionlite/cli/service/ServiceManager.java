package org.scissionlite.cli.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells systemd that the program is ready and, where its unit has a watchdog, that it is still
 * alive (sd_notify(3)). Where the program was not started as such a service nothing is done.
 *
 * <p>The messages go through systemd's own command {@code systemd-notify}, as they are datagrams of
 * a Unix socket, which Java 17 cannot send; the unit needs {@code NotifyAccess=all}.
 */
public final class ServiceManager {
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";

  private final String command;
  private final Map<String, String> environment;

  ServiceManager(String command, Map<String, String> environment) {
    this.command = command;
    this.environment = environment;
  }

  /** The service manager that started this process, if one did. */
  public static ServiceManager ofThisProcess() {
    return new ServiceManager("systemd-notify", System.getenv());
  }

  /** Tells that requests are served from now on, and from then on that the program is alive. */
  public void ready() {
    if (environment.containsKey(SOCKET)) {
      tell("--ready");
      watchdog().ifPresent(this::tellThatAlive);
    }
  }

  /** How often a sign of life is expected; empty without a watchdog. */
  Optional<Duration> watchdog() {
    try {
      long micros = Long.parseLong(environment.getOrDefault(WATCHDOG, "0"));
      return micros > 0
          ? Optional.of(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Twice in the time that is allowed, as systemd recommends, on a thread that ends with us. */
  private void tellThatAlive(Duration allowed) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "watchdog");
              thread.setDaemon(true);
              return thread;
            });
    long pause = allowed.toNanos() / 2;
    var unused =
        timer.scheduleAtFixedRate(() -> tell("WATCHDOG=1"), pause, pause, TimeUnit.NANOSECONDS);
  }

  /** A message that cannot be sent is left out: the service manager then acts by its own rules. */
  private void tell(String message) {
    try {
      ProcessBuilder notice =
          new ProcessBuilder(command, message)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      notice.environment().putAll(environment);
      notice.start().waitFor();
    } catch (IOException e) {
      // no systemd-notify here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
