package org.scissionlite.cli.offload.result;

import java.util.List;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/** Tells every result in several ways, and each failure on standard error, too. */
public record AllResults(Told told, List<Results> ways) implements Results {
  public AllResults {
    ways = List.copyOf(ways);
  }

  @Override
  public void accept(FrameResult result) {
    if (result instanceof FrameResult.Failed failed) {
      told.tellFailure(failed);
    }
    ways.forEach(way -> way.accept(result));
  }

  @Override
  public void end(StreamSummary summary) {
    ways.forEach(way -> way.end(summary));
  }
}
