package org.scissionlite.cli.offload.result;

import org.scissionlite.cli.answer.DrawFolder;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/** Draws every answer on its picture. */
public final class DrawnResults implements Results {
  private final DrawFolder folder;
  private final Told told;
  private long missing;

  public DrawnResults(DrawFolder folder, Told told) {
    this.folder = folder;
    this.told = told;
  }

  @Override
  public void accept(FrameResult result) {
    if (result instanceof FrameResult.Answered answered
        && !folder.draw(answered.image(), answered.answer().outputs())) {
      missing++;
    }
  }

  @Override
  public void end(StreamSummary summary) {
    if (missing > 0) {
      told.err()
          .accept(
              "note: %d answers were not drawn, as their pictures are no files that can be read"
                  .formatted(missing));
    }
  }
}
