package org.scissionlite.offload.stream;

import java.util.Locale;

/** What happens to a picture that comes while as many wait as may. */
public enum WhenBehind {
  /** Who offers it is made to wait; its time counts from when its turn comes. */
  WAIT,
  /** The one that waits longest is dropped for it. */
  DROP_OLDEST,
  /** It is dropped. */
  DROP_NEWEST,
  /** The device answers it alone; while it is busy with another, who offers it waits. */
  LOCAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
