package org.scissionlite.cli.offload.result;

import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/** Takes the results of a stream, one at a time, and tells them. */
public interface Results {
  /** Tells what became of a picture. */
  void accept(FrameResult result);

  /** Tells how it was on the whole, after the last result. */
  void end(StreamSummary summary);
}
