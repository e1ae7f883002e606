package org.scissionlite.transfer;

/**
 * Rounding with a dead zone, as DeviceTL does it: |value| + {@value #ROUNDING} is rounded down, so
 * that values up to 0.67 steps become zero.
 */
public final class DeadZone {
  /** What is added before rounding down; 0.5 would round to the nearest. */
  static final float ROUNDING = 0.33f;

  private DeadZone() {}

  /** The level of a value that was divided by its step. */
  public static int level(float value) {
    int magnitude = (int) Math.min(Math.abs(value) + ROUNDING, Short.MAX_VALUE);
    return value < 0 ? -magnitude : magnitude;
  }
}
