package org.scissionlite.offload.distribution;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.ManifestFile;
import org.scissionlite.protocol.Announcement;
import org.scissionlite.protocol.AnnouncementRequest;
import org.scissionlite.protocol.DistributionGrpc.DistributionImplBase;
import org.scissionlite.protocol.FilePiece;
import org.scissionlite.protocol.FileRequest;

/** An edge that hands out a bundle as the test wants it. */
final class FakeEdge extends DistributionImplBase implements AutoCloseable {
  private static final int PIECE = 1000;

  private final Server server;
  private final List<FileRequest> requests = new CopyOnWriteArrayList<>();
  private volatile String manifest;
  private volatile Bundle bundle;
  private volatile UnaryOperator<byte[]> tamper = bytes -> bytes;
  private volatile int breakAfter = Integer.MAX_VALUE;
  private final AtomicLong sent = new AtomicLong();
  private volatile long pauseNanos;
  private volatile long alarmAt = Long.MAX_VALUE;
  private volatile Runnable alarm = () -> {};

  FakeEdge(Bundle bundle) throws IOException {
    offer(bundle);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  void offer(Bundle other) {
    bundle = other;
    manifest = ManifestFile.text(other.manifest());
  }

  void announce(String text) {
    manifest = text;
  }

  /** Sends something else than the files. */
  void tamper(UnaryOperator<byte[]> change) {
    tamper = change;
  }

  /** Breaks each transfer after so many bytes. */
  void breakAfter(int bytes) {
    breakAfter = bytes;
  }

  /** Does something once when so many bytes more have been sent in all. */
  void afterBytes(long bytes, Runnable action) {
    alarm = action;
    alarmAt = sent.get() + bytes;
  }

  /** Waits before each piece. */
  void pause(long nanos) {
    pauseNanos = nanos;
  }

  List<FileRequest> requests() {
    return requests;
  }

  @Override
  public void announce(AnnouncementRequest request, StreamObserver<Announcement> observer) {
    observer.onNext(
        Announcement.newBuilder().setManifest(ByteString.copyFromUtf8(manifest)).build());
    observer.onCompleted();
  }

  @Override
  public void fetch(FileRequest request, StreamObserver<FilePiece> observer) {
    requests.add(request);
    try {
      byte[] bytes = tamper.apply(Files.readAllBytes(bundle.folder().resolve(request.getPath())));
      int sent = 0;
      ServerCallStreamObserver<FilePiece> call = (ServerCallStreamObserver<FilePiece>) observer;
      for (int i = (int) request.getOffset(); i < bytes.length; i += PIECE) {
        while (!call.isReady() && !call.isCancelled()) {
          LockSupport.parkNanos(100_000);
        }
        LockSupport.parkNanos(pauseNanos);
        if (sent >= breakAfter) {
          observer.onError(Status.UNAVAILABLE.withDescription("broken").asRuntimeException());
          return;
        }
        int length = Math.min(PIECE, bytes.length - i);
        observer.onNext(
            FilePiece.newBuilder().setData(ByteString.copyFrom(bytes, i, length)).build());
        sent += length;
        count(length);
      }
      observer.onCompleted();
    } catch (IOException e) {
      observer.onError(e);
    }
  }

  private void count(int bytes) {
    if (sent.addAndGet(bytes) >= alarmAt) {
      alarmAt = Long.MAX_VALUE;
      alarm.run();
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
