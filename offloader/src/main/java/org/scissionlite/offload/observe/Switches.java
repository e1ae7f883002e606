package org.scissionlite.offload.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The devices of an edge, and when each went over to another model; bounded, as anybody can call
 * itself anything. Thread-safe.
 */
public final class Switches {
  private static final Duration PRESENT = Duration.ofMinutes(1);
  private static final int MOST_DEVICES = 1000;
  private static final int MOST_SWITCHES = 50;
  private static final int MOST_CHARACTERS = 200;

  private final Clock clock;
  private final Map<String, Device> devices =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Device> eldest) {
          return size() > MOST_DEVICES;
        }
      };
  private final Deque<Switch> latest = new ArrayDeque<>();

  public Switches(Clock clock) {
    this.clock = clock;
  }

  /**
   * A device as its last request showed it.
   *
   * @param name what it calls itself, or its address
   * @param address its IP address
   * @param model the model that it asked for
   * @param requests how many were answered
   * @param refused how many were not
   * @param last when the last one ended
   */
  public record Device(
      String name, String address, String model, long requests, long refused, Instant last) {}

  /**
   * A device went over to another model.
   *
   * @param why as the device says; empty where it does not
   */
  public record Switch(Instant time, String device, String from, String to, String why) {}

  /** A request has ended; the switch that it shows, if any. */
  public synchronized Optional<Switch> ended(RequestReport report) {
    if (report.model().isEmpty()) {
      return Optional.empty();
    }
    String name = brief(report.caller().name());
    Instant now = clock.instant();
    Device before = devices.get(name);
    boolean ok = report.isAnswered();
    devices.put(
        name,
        new Device(
            name,
            report.caller().address(),
            report.model(),
            (before == null ? 0 : before.requests()) + (ok ? 1 : 0),
            (before == null ? 0 : before.refused()) + (ok ? 0 : 1),
            now));
    if (before == null || before.model().equals(report.model())) {
      return Optional.empty();
    }
    Switch change =
        new Switch(now, name, before.model(), report.model(), brief(report.caller().note()));
    latest.addFirst(change);
    if (latest.size() > MOST_SWITCHES) {
      latest.removeLast();
    }
    return Optional.of(change);
  }

  private static String brief(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }

  /** How many devices have sent a request in the last minute. */
  public int devices() {
    return present().size();
  }

  /** Those that have sent a request in the last minute, by name. */
  public synchronized List<Device> present() {
    Instant since = clock.instant().minus(PRESENT);
    List<Device> present =
        new ArrayList<>(
            devices.values().stream().filter(device -> device.last().isAfter(since)).toList());
    present.sort(Comparator.comparing(Device::name));
    return present;
  }

  /** The last switches, the newest first. */
  public synchronized List<Switch> latest() {
    return List.copyOf(latest);
  }
}
