package org.scissionlite.benchmarks.load;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceFutureStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/** Devices with a connection each, set as a device sets its own, that ask one edge. */
final class Devices implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  /** Names of their threads begin so. */
  static final String THREADS = "device-network";

  private final EventLoopGroup network = BareServer.group(THREADS);
  private final ModelInferRequest request;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<GRPCInferenceServiceFutureStub> stubs = new ArrayList<>();

  Devices(InetSocketAddress edge, int count, ModelInferRequest request) {
    this.request = request;
    for (int i = 0; i < count; i++) {
      ManagedChannel channel =
          EdgeSocket.builder(edge, CongestionControl.SYSTEM, EdgeAccess.plain())
              .eventLoopGroup(network)
              .channelType(BareServer.connections())
              .directExecutor()
              .build();
      channels.add(channel);
      stubs.add(GRPCInferenceServiceGrpc.newFutureStub(channel));
    }
  }

  /** Each asks once, so that its connection stands. */
  void connect() throws InterruptedException {
    Semaphore ended = new Semaphore(0);
    for (int device = 0; device < stubs.size(); device++) {
      ask(device).addListener(ended::release, Runnable::run);
    }
    ended.acquire(stubs.size());
  }

  private ListenableFuture<ModelInferResponse> ask(int device) {
    return stubs
        .get(device % stubs.size())
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .modelInfer(request);
  }

  /** Each asks again as soon as it has its answer. */
  Measured closedLoop(double seconds) throws InterruptedException {
    Recording recording = new Recording();
    AtomicBoolean over = new AtomicBoolean();
    Semaphore ended = new Semaphore(0);
    long begin = System.nanoTime();
    for (int device = 0; device < stubs.size(); device++) {
      askAgain(device, recording, over, ended);
    }
    sleepUntil(begin + (long) (seconds * 1e9));
    Measured measured = recording.measured((System.nanoTime() - begin) / 1e9);
    over.set(true);
    ended.acquire(stubs.size());
    return measured;
  }

  private void askAgain(int device, Recording recording, AtomicBoolean over, Semaphore ended) {
    long asked = System.nanoTime();
    ListenableFuture<ModelInferResponse> answer = ask(device);
    answer.addListener(
        () -> {
          recording.ended(answer, asked);
          if (over.get()) {
            ended.release();
          } else {
            askAgain(device, recording, over, ended);
          }
        },
        Runnable::run);
  }

  /**
   * Images come when they come, whether or not those before were answered; time counts from when
   * one should have been sent.
   *
   * @param due when, in seconds from now, in order; the devices take turns
   */
  Measured openLoop(double[] due) throws InterruptedException {
    Recording recording = new Recording();
    Semaphore ended = new Semaphore(0);
    long begin = System.nanoTime();
    for (int image = 0; image < due.length; image++) {
      long asked = begin + (long) (due[image] * 1e9);
      sleepUntil(asked);
      ListenableFuture<ModelInferResponse> answer = ask(image);
      answer.addListener(
          () -> {
            recording.ended(answer, asked);
            ended.release();
          },
          Runnable::run);
    }
    ended.acquire(due.length);
    return recording.measured((System.nanoTime() - begin) / 1e9);
  }

  /**
   * Each asks twice and gives the first up at once, again and again; the edge should run little
   * more than what is kept.
   *
   * @return requests that were kept and answered
   */
  int givingUp(int rounds) throws InterruptedException {
    AtomicInteger kept = new AtomicInteger();
    for (int round = 0; round < rounds; round++) {
      Semaphore ended = new Semaphore(0);
      for (int device = 0; device < stubs.size(); device++) {
        ListenableFuture<ModelInferResponse> givenUp = ask(device);
        ListenableFuture<ModelInferResponse> answer = ask(device);
        boolean unused = givenUp.cancel(true);
        answer.addListener(
            () -> {
              kept.addAndGet(isAnswered(answer) ? 1 : 0);
              ended.release();
            },
            Runnable::run);
      }
      ended.acquire(stubs.size());
    }
    return kept.get();
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while devices wait");
      }
    }
  }

  private static boolean isAnswered(ListenableFuture<ModelInferResponse> answer) {
    try {
      return answer.get().getOutputsCount() > 0;
    } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
      return false;
    }
  }

  /** What came back. */
  private static final class Recording {
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();

    void ended(ListenableFuture<ModelInferResponse> answer, long asked) {
      if (isAnswered(answer)) {
        nanos.add(System.nanoTime() - asked);
      } else {
        refused.incrementAndGet();
      }
    }

    Measured measured(double seconds) {
      return Measured.of(List.copyOf(nanos), refused.get(), seconds);
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    try {
      for (ManagedChannel channel : channels) {
        boolean unused = channel.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var unused = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
