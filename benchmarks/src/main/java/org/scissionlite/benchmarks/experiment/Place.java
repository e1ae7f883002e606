package org.scissionlite.benchmarks.experiment;

import java.util.Locale;

/**
 * Where something is measured.
 *
 * @param model its name
 * @param device the class of the device
 * @param link between device and edge
 * @param intervalMillis from one image to the next; 0 for back to back
 */
public record Place(String model, DeviceClass device, LinkSetting link, long intervalMillis) {
  /** Whether another place differs from this one by its link alone. */
  public boolean isAlike(Place other) {
    return model.equals(other.model)
        && device == other.device
        && intervalMillis == other.intervalMillis;
  }

  /** As tables call the pace. */
  public String pace() {
    return intervalMillis == 0
        ? "back to back"
        : String.format(Locale.ROOT, "%s s apart", intervalMillis / 1e3).replace(".0 s", " s");
  }

  /** As tables call it, without the model. */
  public String words() {
    return device.words() + ", " + link.words() + ", " + pace();
  }
}
