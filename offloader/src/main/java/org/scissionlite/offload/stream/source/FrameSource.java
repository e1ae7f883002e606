package org.scissionlite.offload.stream.source;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.FrameResult;

/** Where the pictures of a stream come from. One thread takes them. */
public interface FrameSource {
  /** The next picture, when there is one; empty when there will be none. */
  Optional<Frame> next() throws InterruptedException;

  /** The result of one of its pictures was handed over; called on another thread. */
  default void delivered(FrameResult result) {}

  /** The pictures of a list. */
  static FrameSource of(List<Frame> frames) {
    Iterator<Frame> rest = List.copyOf(frames).iterator();
    return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
  }
}
