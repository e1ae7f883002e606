package org.scissionlite.offload.edge.repository;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.ManifestFile;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.offload.wire.DistributionMessages;
import org.scissionlite.protocol.Announcement;
import org.scissionlite.protocol.AnnouncementRequest;
import org.scissionlite.protocol.DistributionGrpc.DistributionImplBase;
import org.scissionlite.protocol.FilePiece;
import org.scissionlite.protocol.FileRequest;

/**
 * Hands out the bundles that an edge has in service to whoever asks: their manifests, and the files
 * that these name, no others. What a device receives it checks by the hashes of the manifest.
 */
public final class DistributionService extends DistributionImplBase implements AutoCloseable {
  private static final String WHAT = "a bundle that is handed out";
  private static final int THREADS = 2;
  private static final int MOST_AT_A_TIME = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BundleRepository repository;
  private final Duration patience;
  private final Semaphore places = new Semaphore(MOST_AT_A_TIME);
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(THREADS, DistributionService::newThread);

  /** Hands out what a repository has in service. */
  public DistributionService(BundleRepository repository) {
    this(repository, PATIENCE);
  }

  /**
   * @param patience how long a device may take nothing of what is sent
   */
  DistributionService(BundleRepository repository, Duration patience) {
    this.repository = repository;
    this.patience = patience;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "edge-distribution");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void announce(AnnouncementRequest request, StreamObserver<Announcement> observer) {
    try {
      String manifest = ManifestFile.text(offered(request.getName()).manifest());
      ByteString bytes = ByteString.copyFromUtf8(manifest);
      if (bytes.size() > DistributionMessages.MANIFEST_BYTES) {
        throw StatusErrors.of(
            Status.Code.FAILED_PRECONDITION,
            "the manifest of bundle '%s' has %d bytes, more than the %d that travel"
                .formatted(request.getName(), bytes.size(), DistributionMessages.MANIFEST_BYTES));
      }
      observer.onNext(Announcement.newBuilder().setManifest(bytes).build());
      observer.onCompleted();
    } catch (Throwable e) {
      observer.onError(StatusErrors.because(WHAT, e));
    }
  }

  private Bundle offered(String name) {
    RepositoryEntry entry =
        repository
            .entry(name)
            .orElseThrow(
                () ->
                    StatusErrors.of(
                        Status.Code.NOT_FOUND,
                        UsageException.unknownName("bundle", name, names()).getMessage()));
    return entry
        .served()
        .orElseThrow(
            () ->
                StatusErrors.of(
                    Status.Code.FAILED_PRECONDITION,
                    "bundle '%s' is not in service: %s".formatted(name, entry.reason())));
  }

  private List<String> names() {
    return repository.entries().stream().map(RepositoryEntry::name).toList();
  }

  @Override
  public void fetch(FileRequest request, StreamObserver<FilePiece> observer) {
    if (!places.tryAcquire()) {
      observer.onError(
          StatusErrors.of(
              Status.Code.RESOURCE_EXHAUSTED,
              MOST_AT_A_TIME + " devices are fetching bundles; try again later"));
      return;
    }
    try {
      new FileSending(
              opened(request),
              (ServerCallStreamObserver<FilePiece>) observer,
              threads,
              places::release)
          .begin(patience);
    } catch (Throwable e) {
      places.release();
      observer.onError(StatusErrors.because(WHAT, e));
    }
  }

  private FileSending.Source opened(FileRequest request) {
    Bundle bundle = offered(request.getName());
    if (!bundle.manifest().id().equals(request.getBundle())) {
      throw another(request, "it offers " + bundle.manifest().id());
    }
    SliceFile file =
        bundle
            .manifest()
            .files()
            .filter(each -> each.path().equals(request.getPath()))
            .findFirst()
            .orElseThrow(() -> noFile(request));
    if (request.getOffset() < 0 || request.getOffset() > file.bytes()) {
      throw StatusErrors.invalid(
          "'%s' of bundle '%s': expected an offset of 0 to %d, got %d"
              .formatted(file.path(), request.getName(), file.bytes(), request.getOffset()));
    }
    try {
      return new FileSending.Source(bundle.channel(file), request.getOffset(), file.bytes());
    } catch (ScissionLiteException e) {
      throw another(request, e.getMessage());
    }
  }

  private static StatusRuntimeException noFile(FileRequest request) {
    return StatusErrors.of(
        Status.Code.NOT_FOUND,
        "bundle '%s' has no file '%s'".formatted(request.getName(), request.getPath()));
  }

  private static StatusRuntimeException another(FileRequest request, String why) {
    return StatusErrors.of(
        Status.Code.FAILED_PRECONDITION,
        "the edge has version %s of bundle '%s' no longer: %s"
            .formatted(request.getBundle(), request.getName(), why));
  }

  /** Sends nothing more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
