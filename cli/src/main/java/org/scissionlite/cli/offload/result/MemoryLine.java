package org.scissionlite.cli.offload.result;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scissionlite.offload.memory.MemoryUse;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/**
 * What the process holds at the end, in one line.
 *
 * @param taker gets the line, without its end
 */
public record MemoryLine(Supplier<MemoryUse> memory, Consumer<String> taker) implements Results {
  @Override
  public void accept(FrameResult result) {
    // Each result is told elsewhere.
  }

  @Override
  public void end(StreamSummary summary) {
    taker.accept(memory.get().text());
  }
}
