package org.scissionlite.offload.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.WatchedEngine;

class PinnedSessionTest {
  private static final int HUGE = 600_000_000;

  /** A model of one number in, 2.4 GB out. */
  private static ModelGraph expanding() {
    return new ModelGraph(
        "expanding",
        Map.of("", 17),
        List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(1))),
        List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(HUGE))),
        List.of(Node.of("y", "Expand", List.of("x", "size"), Map.of())),
        Map.of("size", Tensor.vector(HUGE)),
        Map.of());
  }

  @Test
  void sessionWhoseBuffersCannotBeMade_isClosed() {
    WatchedEngine engine = new WatchedEngine();
    Session session = engine.open(expanding(), 1);
    assertThatThrownBy(() -> new PinnedSession(session)).hasMessageContaining("over 2 GiB");
    assertThat(engine.openSessions()).isZero();
  }
}
