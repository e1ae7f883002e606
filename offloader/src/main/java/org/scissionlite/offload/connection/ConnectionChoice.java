package org.scissionlite.offload.connection;

import java.util.function.LongSupplier;
import org.scissionlite.link.Window;

/**
 * Chooses the congestion control that suits the requests of late.
 *
 * <p>A window that is never smaller than {@link Window#DEFAULT_INITIAL_BYTES} makes no request wait
 * that fits into it; and silence takes some retransmission time-outs to close one that is larger.
 * Only requests that are larger and further apart gain from BBR, which paces those that are not.
 * Two requests in a row decide, so that one that is out of the ordinary does not.
 */
public final class ConnectionChoice {
  /** The window is small again after two of Linux's least retransmission time-outs. */
  private static final long SILENCE_NANOS = 400_000_000;

  private static final int IN_A_ROW = 2;

  private final CongestionControl control;
  private final LongSupplier clock;
  private CongestionControl chosen;
  private int others;
  private long lastNanos;
  private boolean first = true;

  /**
   * @param clock in nanoseconds
   */
  public ConnectionChoice(CongestionControl control, LongSupplier clock) {
    this.control = control;
    this.clock = clock;
    this.chosen = control.first();
  }

  /** What suits now. */
  public CongestionControl chosen() {
    return chosen;
  }

  /** Takes note of a request that is about to be sent. */
  public void sending(long bytes) {
    boolean rare = !first && clock.getAsLong() - lastNanos > SILENCE_NANOS;
    CongestionControl suits = control.suiting(rare && bytes > Window.DEFAULT_INITIAL_BYTES);
    others = first || suits.equals(chosen) ? 0 : others + 1;
    first = false;
    if (others >= IN_A_ROW) {
      chosen = suits;
      others = 0;
    }
  }

  /** Takes note that the answer is there. */
  public void answered() {
    lastNanos = clock.getAsLong();
  }
}
