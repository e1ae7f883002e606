package org.scissionlite.plan.scenario;

import java.util.Objects;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.TransferModel;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.WireSize;

/**
 * One message on its way from a system to the next.
 *
 * @param from that sends
 * @param to that receives
 * @param cut where the model is cut
 * @param payload what is sent
 * @param time what it takes
 * @param link over which it goes
 */
public record Hop(
    SystemId from, SystemId to, CutPoint cut, Payload payload, HopTime time, Link link) {
  public Hop {
    Objects.requireNonNull(from, "sender of a hop is missing");
    Objects.requireNonNull(to, "receiver of a hop is missing");
    Objects.requireNonNull(cut, "cut of a hop is missing");
    Objects.requireNonNull(payload, "payload of a hop is missing");
    Objects.requireNonNull(time, "time of a hop is missing");
    Objects.requireNonNull(link, "link of a hop is missing");
  }

  /** The spec of a hop without a transfer layer. */
  public static final String NO_TL = "none";

  /**
   * Where the model is cut.
   *
   * @param name the layer after which the cut lies; "input" before all layers
   * @param layer that layer's number
   * @param block index of the first block behind the cut
   */
  public record CutPoint(String name, int layer, int block) {}

  /**
   * What is sent.
   *
   * @param transferLayer its spec, such as "pool2+q8"; "none" for a plain tensor
   * @param size how much
   * @param replyBytes of the model's answer, which comes back
   */
  public record Payload(String transferLayer, WireSize size, long replyBytes) {
    public Payload {
      Objects.requireNonNull(transferLayer, "transfer layer of a hop is missing");
      Objects.requireNonNull(size, "size of a hop is missing");
    }

    /** How many bytes are counted with: see {@link WireSize#expectedBytes}. */
    public long wireBytes() {
      return size.expectedBytes();
    }

    /** Whether it is known how many bytes it takes; if not, the most that can be count. */
    public boolean hasKnownSize() {
      return !(size instanceof WireSize.AtMost);
    }

    /** Both ways over the link. */
    public Message message() {
      return new Message(wireBytes(), replyBytes);
    }
  }

  /**
   * What a hop takes, in nanoseconds.
   *
   * @param sendNanos DeviceTL, or the conversion to bytes where there is no TL
   * @param transferNanos over the link
   * @param receiveNanos EdgeTL, or the conversion from bytes where there is no TL
   */
  public record HopTime(long sendNanos, long transferNanos, long receiveNanos) {}

  /** The same message over another link. */
  public Hop over(Link other, TransferModel model) {
    long transfer = model.transferNanos(other, payload.message());
    HopTime changed = new HopTime(time.sendNanos(), transfer, time.receiveNanos());
    return new Hop(from, to, cut, payload, changed, other);
  }

  /** The same hop with a message of another size. */
  public Hop sending(WireSize size, TransferModel model) {
    Payload changed = new Payload(payload.transferLayer(), size, payload.replyBytes());
    long transfer = model.transferNanos(link, changed.message());
    HopTime taken = new HopTime(time.sendNanos(), transfer, time.receiveNanos());
    return new Hop(from, to, cut, changed, taken, link);
  }

  /** Whether a transfer layer is used. */
  public boolean hasTransferLayer() {
    return !payload.transferLayer().equals(NO_TL);
  }
}
