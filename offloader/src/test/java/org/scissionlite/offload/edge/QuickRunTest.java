package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.ForwardingEngine;
import org.scissionlite.engine.ForwardingSession;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;

/** Who runs a request: a thread for runs, or, where that is quicker, the one that brings it. */
class QuickRunTest {
  private static final int MOST_REQUESTS = 3_000;

  @TempDir private Path folder;

  @Test
  void runThatTakesLessThanToHandItOver_isDoneByTheThreadThatBringsTheRequest() throws Exception {
    assertThat(threads(SmallModel.ENGINE, "edge-network")).contains("edge-network");
  }

  @Test
  void longerRun_leavesTheNetworkToOthers() throws Exception {
    assertThat(threads(new SlowEngine(SmallModel.ENGINE), "no thread")).containsOnly("edge-worker");
  }

  /** Who answered requests, one after the other, until one was answered by whom is waited for. */
  private List<String> threads(Engine engine, String until) throws Exception {
    BlockingQueue<String> threads = new LinkedBlockingQueue<>();
    EdgeWatch watch = EdgeWatch.NONE.telling(report -> threads.add(thread()));
    EdgeOptions options =
        EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .withThreads(1);
    ModelInferRequest request = InferRequests.raw(EdgeNets.NAME, "x", EdgeNets.row(1)).build();
    try (EdgeServer edge =
        EdgeServer.start(
            List.of(EdgeNets.shareOfLargest().bundle(folder)),
            engine,
            options,
            EdgeFeatures.none().watched(watch))) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
      try {
        GRPCInferenceServiceBlockingStub stub =
            GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS);
        int most = until.equals("no thread") ? 100 : MOST_REQUESTS;
        for (int i = 0; i < most && !threads.contains(until); i++) {
          assertThat(stub.modelInfer(request).getRawOutputContents(0).asReadOnlyByteBuffer().get(3))
              .isEqualTo((byte) 0x3f);
        }
      } finally {
        channel.shutdownNow();
      }
    }
    return List.copyOf(threads);
  }

  private static String thread() {
    return Thread.currentThread().getName().replaceFirst("(-[0-9]+)+$", "");
  }

  /** An engine whose runs take a millisecond longer. */
  private static final class SlowEngine extends ForwardingEngine {
    SlowEngine(Engine engine) {
      super(engine);
    }

    @Override
    protected Session opened(String model, Supplier<Session> opening) {
      return new ForwardingSession(opening.get()) {
        @Override
        protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
          long end = System.nanoTime() + 1_000_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          return super.around(run);
        }
      };
    }
  }
}
