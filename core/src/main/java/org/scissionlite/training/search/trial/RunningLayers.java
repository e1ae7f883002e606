package org.scissionlite.training.search.trial;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.RunningFragment;

/** The halves of the transfer layers at a cut, and the real codecs between them, ready to run. */
public final class RunningLayers implements AutoCloseable {
  private final List<Running> each = new ArrayList<>();

  private RunningLayers() {}

  /** A layer with both of its halves. */
  private record Running(FittedTransferLayer layer, RunningFragment device, RunningFragment edge) {
    String name() {
      return layer.encoder().input().name();
    }

    ByteBuffer send(Tensor tensor) {
      return layer.codec().encode(device.run(tensor));
    }

    Tensor receive(ByteBuffer payload) {
      return edge.run(layer.codec().decode(payload, layer.wire().type()));
    }

    void close() {
      device.close();
      edge.close();
    }
  }

  /**
   * Opens them.
   *
   * @param layers one for each tensor of the cut, in its order
   */
  public static RunningLayers open(Engine engine, int threads, List<FittedTransferLayer> layers) {
    RunningLayers opened = new RunningLayers();
    try {
      for (FittedTransferLayer layer : layers) {
        opened.each.add(running(engine, threads, layer));
      }
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Running running(Engine engine, int threads, FittedTransferLayer layer) {
    RunningFragment device = new RunningFragment(engine, threads, layer.encoder());
    try {
      return new Running(layer, device, new RunningFragment(engine, threads, layer.decoder()));
    } catch (RuntimeException e) {
      device.close();
      throw e;
    }
  }

  /**
   * What the device sends of what crosses the cut, by the tensors' names: a payload for each
   * tensor.
   */
  public List<ByteBuffer> send(Map<String, Tensor> crossing) {
    return each.stream().map(running -> running.send(crossing.get(running.name()))).toList();
  }

  /** What the edge gets of payloads, by the names of the tensors at the cut. */
  public Map<String, Tensor> receive(List<ByteBuffer> payloads) {
    Map<String, Tensor> restored = new HashMap<>();
    IntStream.range(0, payloads.size())
        .forEach(
            i ->
                restored.put(each.get(i).name(), each.get(i).receive(payloads.get(i).duplicate())));
    return restored;
  }

  @Override
  public void close() {
    each.forEach(Running::close);
  }
}
