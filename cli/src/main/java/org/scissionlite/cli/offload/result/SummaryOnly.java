package org.scissionlite.cli.offload.result;

import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/** The summary on standard error, where standard output is for programs. */
public record SummaryOnly(Told told) implements Results {
  @Override
  public void accept(FrameResult result) {
    // Told elsewhere.
  }

  @Override
  public void end(StreamSummary summary) {
    told.summary(summary).forEach(told.err());
  }
}
