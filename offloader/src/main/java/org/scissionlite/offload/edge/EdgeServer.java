package org.scissionlite.offload.edge;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.edge.greeting.Admission;
import org.scissionlite.offload.edge.greeting.Doorman;
import org.scissionlite.offload.edge.greeting.TokenCheck;
import org.scissionlite.offload.edge.inference.Inferences;
import org.scissionlite.offload.edge.inference.WaitingRoom;
import org.scissionlite.offload.edge.repository.DistributionService;
import org.scissionlite.offload.http.HttpLimits;
import org.scissionlite.offload.http.HttpServer;
import org.scissionlite.offload.http.Route;
import org.scissionlite.offload.http.TokenRoute;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.rest.RestFace;

/**
 * Serves the edge slices of bundles by the Open Inference Protocol (KServe v2) over gRPC.
 *
 * <p>Every scenario is a model named {@link org.scissionlite.offload.wire.WireNames#modelName
 * model.scenario}, whose version is the bundle's id; the first is served under the model's own name
 * too. Requests that do not fit the slice get INVALID_ARGUMENT, unknown models NOT_FOUND, requests
 * of another bundle FAILED_PRECONDITION, requests beyond the queue RESOURCE_EXHAUSTED, requests
 * that take too long to arrive DEADLINE_EXCEEDED. The largest message follows from the bundles, or
 * is given where more of them may come.
 */
public final class EdgeServer implements AutoCloseable {
  /** Room in a connection for calls beside the inferences. */
  private static final int OTHER_CALLS = 16;

  /** gRPC's own window. */
  private static final long LEAST_WINDOW_BYTES = 1024 * 1024;

  /** What all requests may take together while they arrive, unless the queue is longer. */
  private static final int ARRIVING_BYTES = 256 * 1024 * 1024;

  /** How often the other end is asked whether it is still there. */
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

  private static final int RESETS = 1000;
  private static final int RESETS_SECONDS = 30;

  private final Server server;
  private final NetworkThreads network;
  private final Closer closer;
  private final EdgeBundles bundles;
  private final EdgeFigures figures;
  private final Inferences inferences;
  private final EdgeOptions options;
  private final EdgeFeatures features;
  private final Doorman doorman;
  private final Optional<HttpServer> http;
  private final StandardServices standard = new StandardServices();
  private final InetSocketAddress address;

  private EdgeServer(
      Closer closer, EdgeBundles bundles, EdgeOptions options, EdgeFeatures features) {
    this.closer = closer;
    this.options = options;
    this.features = features;
    this.doorman = new Doorman(features.tell(), System::nanoTime);
    this.bundles = bundles;
    EdgeWork work = options.work();
    WaitingRoom room = new WaitingRoom(work.queue(), work.batchDelay(), work.parallel());
    this.figures = new EdgeFigures(room, bundles.registry());
    this.inferences = closer.own(new Inferences(bundles.registry(), room, observer()));
    this.network = closer.own(new NetworkThreads("edge-network"));
    this.http = features.watch().http().map(listen -> closer.own(http(listen)));
    this.server = begin(server(), options);
    this.address = new InetSocketAddress(options.listen().getAddress(), server.getPort());
  }

  /**
   * Opens the slices and begins to serve.
   *
   * @throws ScissionLiteException if a slice cannot be run or the port is taken
   */
  public static EdgeServer start(Bundle bundle, Engine engine, EdgeOptions options) {
    return start(List.of(bundle), engine, options, EdgeFeatures.none());
  }

  /**
   * Begins to serve the slices of some bundles, and what else is wanted.
   *
   * @param bundles may be none
   * @throws org.scissionlite.error.UsageException if other machines could connect in the clear, and
   *     that is not meant
   * @throws ScissionLiteException if a slice cannot be run, the budget is too small, or the port is
   *     taken
   */
  public static EdgeServer start(
      List<Bundle> bundles, Engine engine, EdgeOptions options, EdgeFeatures features) {
    options.gate().check(options.listen());
    features.watch().http().ifPresent(options.gate()::check);
    TransportLog.quieten();
    return Closer.build(
        closer -> {
          features.measurement().ifPresent(closer::own);
          EdgeBundles open = EdgeBundles.open(closer, bundles, engine, options, features);
          return new EdgeServer(closer, open, options, features);
        });
  }

  private Server server() {
    ConnectionLimits limits = options.limits();
    int requestBytes = bundles.maxRequestBytes(features);
    int calls = options.work().parallel() + options.work().queue() + OTHER_CALLS;
    int arriving = Math.max(calls, ARRIVING_BYTES / requestBytes);
    ArrivingCalls arrivals = new ArrivingCalls(arriving, limits.request(), network.timer());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(options.listen(), options.gate().credentials());
    options.gate().tokens().ifPresent(tokens -> builder.intercept(new TokenCheck(tokens, doorman)));
    features
        .measurement()
        .ifPresent(service -> builder.addService(MalformedMessages.answeredIn(service)));
    if (features.isDistributing()) {
      DistributionService service = closer.own(new DistributionService(bundles.repository()));
      builder.addService(
          ServerInterceptors.intercept(MalformedMessages.answeredIn(service), arrivals));
    }
    standard
        .all()
        .forEach(service -> builder.addService(ServerInterceptors.intercept(service, arrivals)));
    return network
        .serve(builder, this::admission)
        .addService(
            ServerInterceptors.intercept(
                MalformedMessages.answeredIn(() -> ArrivedBytes.keptIn(inferenceService())),
                arrivals,
                new PeerAddress()))
        .directExecutor()
        .maxInboundMessageSize(requestBytes)
        .flowControlWindow(windowBytes(requestBytes))
        .maxConcurrentCallsPerConnection(calls)
        .maxRstFramesPerWindow(RESETS, RESETS_SECONDS)
        .maxConnectionIdle(limits.idle().toMillis(), TimeUnit.MILLISECONDS)
        .maxConnectionAge(limits.age().toMillis(), TimeUnit.MILLISECONDS)
        .maxConnectionAgeGrace(limits.request().toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
        .permitKeepAliveTime(5, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .withChildOption(ChannelOption.TCP_NODELAY, true)
        .build();
  }

  private InferenceService inferenceService() {
    return new InferenceService(
        bundles.registry(), bundles.calls(), inferences, features.extensions());
  }

  private Admission admission() {
    return new Admission(
        options.limits().connections(),
        options.limits().perAddress(),
        options.limits().request(),
        options.gate().tls().isPresent(),
        doorman);
  }

  /** Serves the same over HTTP. */
  private HttpServer http(InetSocketAddress listen) {
    ConnectionLimits limits = options.limits();
    int body = bundles.maxBodyBytes(features);
    HttpLimits bounds =
        new HttpLimits(
            limits.connections(),
            limits.perAddress(),
            limits.request(),
            limits.idle(),
            body,
            Math.max(body, ARRIVING_BYTES));
    Route rest =
        new RestFace(
            bundles.registry(),
            inferences,
            features.extensions(),
            bundles.maxTensorBytes(features));
    List<Route> routes = new ArrayList<>(figures.routes());
    routes.add(rest);
    Route all = Route.firstOf(routes);
    Route guarded =
        options.gate().tokens().<Route>map(tokens -> new TokenRoute(tokens, all)).orElse(all);
    return HttpServer.start(listen, bounds, options.gate().tls().map(tls -> tls::engine), guarded);
  }

  /** Figures are kept where somebody can look at them. */
  private EdgeObserver observer() {
    List<EdgeObserver> observers = new ArrayList<>(List.of(features.watch().observer()));
    if (features.watch().http().isPresent()) {
      observers.addAll(figures.observers());
    }
    return EdgeObserver.all(observers);
  }

  private static Server begin(Server server, EdgeOptions options) {
    try {
      return server.start();
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot listen on %s:%d: %s; stop the other program or choose another port"
              .formatted(options.listen().getHostString(), options.listen().getPort(), reason(e)),
          e);
    }
  }

  /**
   * What a device may send before the edge must tell it to go on, which costs a round trip. HTTP/2
   * renews the window when half of it is used: two requests fit in, so that one always does.
   */
  private static int windowBytes(int requestBytes) {
    long wanted = Math.max(LEAST_WINDOW_BYTES, 2L * requestBytes);
    return (int) Math.min(Integer.MAX_VALUE, wanted);
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage()).replaceFirst("^bind\\(..\\) failed[^:]*: ", "");
  }

  /** Where it listens, with the port that was taken. */
  public InetSocketAddress address() {
    return address;
  }

  /** Where it listens for HTTP, with the port that was taken; empty where it does not. */
  public Optional<InetSocketAddress> httpAddress() {
    return http.map(HttpServer::address);
  }

  /** The names of the models that it serves at the moment. */
  public List<String> modelNames() {
    return bundles.modelNames();
  }

  /** Waits until the server is closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Takes no more requests, waits for those in progress as long as {@link EdgeOptions#grace} says,
   * and frees the slices; a second call does nothing.
   */
  @Override
  public synchronized void close() {
    standard.stop();
    server.shutdown();
    features.measurement().ifPresent(MeasurementService::close);
    try {
      if (http.isPresent()) {
        http.get().stop(options.grace());
      }
      boolean ended = server.awaitTermination(options.grace().toMillis(), TimeUnit.MILLISECONDS);
      server.shutdownNow();
      boolean unused = inferences.stop(ended ? options.grace() : options.grace().dividedBy(2));
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      closer.close();
    }
  }
}
