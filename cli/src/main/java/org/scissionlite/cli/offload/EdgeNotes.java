package org.scissionlite.cli.offload;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.scissionlite.offload.device.DeviceRuntime;

/** Tells what a user should know about the edge of a device, each thing once. */
final class EdgeNotes {
  private final DeviceRuntime runtime;
  private final Consumer<String> tell;
  private final Set<String> told = new HashSet<>();

  EdgeNotes(DeviceRuntime runtime, Consumer<String> tell) {
    this.runtime = runtime;
    this.tell = tell;
  }

  /** Tells what is new. */
  void update() {
    runtime.note().filter(told::add).ifPresent(note -> tell.accept("note: " + note));
  }
}
