package org.scissionlite.profile.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

class TransferLayerRunTest {
  private static final TensorSpec CUT =
      new TensorSpec("cut", ElementType.FLOAT32, Shape.of(1, 4, 8, 8));

  /** ONNX Runtime that has no memory at a given one of its openings and runs. */
  private static final class LimitedEngine extends ForwardingEngine {
    private final int last;
    private int steps;
    private int open;

    LimitedEngine(int last) {
      super(new OrtEngine());
      this.last = last;
    }

    private void step() {
      if (++steps == last) {
        throw new OutOfMemoryError("test");
      }
    }

    @Override
    protected Session opened(String model, Supplier<Session> opening) {
      step();
      return new CountedSession(opening.get());
    }

    private final class CountedSession extends ForwardingSession {
      CountedSession(Session session) {
        super(session);
        open++;
      }

      @Override
      protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
        step();
        return run.get();
      }

      @Override
      public void close() {
        open--;
        super.close();
      }
    }
  }

  /** Opening takes four steps: encoder opened, run, decoder opened, encoder run again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void openingThatFailsOnTheWay_leavesNothingOpen(int failing) {
    LimitedEngine engine = new LimitedEngine(failing);
    assertThatThrownBy(() -> open(engine)).isInstanceOf(OutOfMemoryError.class);
    assertThat(engine.open).isZero();
  }

  @Test
  void close_closesBothHalves() {
    LimitedEngine engine = new LimitedEngine(5);
    TransferLayerRun run = open(engine);
    assertThat(engine.open).isEqualTo(2);
    run.close();
    assertThat(engine.open).isZero();
  }

  private static TransferLayerRun open(Engine engine) {
    FittedTransferLayer layer = TransferLayers.parse("pool2").fit(FeatureSamples.none(CUT));
    return TransferLayerRun.open(engine, 1, layer, Tensor.zeros(CUT.type()));
  }
}
