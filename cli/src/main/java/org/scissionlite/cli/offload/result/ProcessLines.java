package org.scissionlite.cli.offload.result;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scissionlite.offload.memory.MemoryUse;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/** How soon this process gave its first answer, and what it holds at the end, in a line each. */
public final class ProcessLines implements Results {
  private final Supplier<MemoryUse> memory;
  private final Consumer<String> taker;
  private OptionalLong firstMillis = OptionalLong.empty();

  /**
   * @param taker gets the lines, without their ends
   */
  public ProcessLines(Supplier<MemoryUse> memory, Consumer<String> taker) {
    this.memory = memory;
    this.taker = taker;
  }

  @Override
  public void accept(FrameResult result) {
    if (firstMillis.isEmpty() && result instanceof FrameResult.Answered) {
      firstMillis = OptionalLong.of(ManagementFactory.getRuntimeMXBean().getUptime());
    }
  }

  @Override
  public void end(StreamSummary summary) {
    if (firstMillis.isPresent()) {
      taker.accept(
          String.format(
              Locale.ROOT,
              "start: the first answer was there %.2f s after Java began",
              firstMillis.getAsLong() / 1e3));
    }
    taker.accept(memory.get().text());
  }
}
