package org.scissionlite.cli.offload.result;

import java.util.function.Consumer;
import org.scissionlite.file.Json;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/**
 * One line of JSON for each picture, as it comes.
 *
 * @param tensors what the line says of the outputs
 * @param taker gets each line, without its end
 */
public record LineResults(Told told, TensorFiles tensors, Consumer<String> taker)
    implements Results {
  @Override
  public void accept(FrameResult result) {
    taker.accept(Json.line(ImageLine.of(result, told, tensors)));
  }

  @Override
  public void end(StreamSummary summary) {
    // Each picture has its line.
  }
}
