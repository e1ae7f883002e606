package org.scissionlite.offload.stream.mqtt;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a user should know of results that are published: each change of how things stand, in one
 * line.
 */
final class MqttNotes {
  private final MqttAddress address;
  private final Path folder;
  private final Consumer<String> taker;
  private boolean away;
  private boolean diskFails;
  private boolean noRoom;

  /**
   * @param folder where results wait
   */
  MqttNotes(MqttAddress address, Path folder, Consumer<String> taker) {
    this.address = address;
    this.folder = folder;
    this.taker = taker;
  }

  synchronized void away(String reason) {
    if (!away) {
      warn(reason + "; results are kept in " + folder + " and sent when the broker takes them");
    }
    away = true;
  }

  synchronized void connected(long waiting) {
    if (away) {
      tell("note", "the broker answers again; " + count(waiting) + " that waited are sent");
    }
    away = false;
  }

  synchronized void diskFails(String reason) {
    if (!diskFails) {
      warn("cannot keep results in " + folder + ": " + reason + "; those that come are not sent");
    }
    diskFails = true;
  }

  synchronized void diskWorks() {
    diskFails = false;
  }

  synchronized void noRoom() {
    if (!noRoom) {
      warn("no more room in " + folder + "; the oldest results are dropped unsent");
    }
    noRoom = true;
  }

  void notTaken(int characters, int tries) {
    warn(
        String.format(
            Locale.ROOT,
            "a result of %d characters was not taken %d times and is dropped",
            characters,
            tries));
  }

  /** What remains at the end. */
  void end(long waiting, long lost) {
    if (waiting > 0) {
      tell("note", count(waiting) + " wait in " + folder + "; the next run sends them first");
    }
    if (lost > 0) {
      warn(count(lost) + " were dropped unsent");
    }
  }

  private static String count(long results) {
    return String.format(Locale.ROOT, "%,d results", results);
  }

  private void warn(String what) {
    tell("warning", what);
  }

  private void tell(String kind, String what) {
    taker.accept(kind + ": mqtt " + address + ": " + what);
  }
}
