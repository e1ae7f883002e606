package org.scissionlite.offload.adaptive;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.DialStep;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.adaptive.decision.Decider;
import org.scissionlite.offload.adaptive.decision.KnownLink;
import org.scissionlite.offload.adaptive.decision.Observation;
import org.scissionlite.offload.adaptive.decision.Switch;
import org.scissionlite.offload.adaptive.decision.Way;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.device.Sending;
import org.scissionlite.offload.device.ServedBy;

/**
 * Runs the scenario of a bundle that suits link, edge and device as they are now, or the device
 * alone, and goes over to another one when that is worth it; images on their way end where they
 * began. It begins with the bundle's first scenario; the slices of others are loaded in the
 * background, and a few images try each. Thread-safe.
 */
public final class AdaptiveRuntime implements AutoCloseable {
  /** So many scenarios are loaded at a time, unless it is told otherwise. */
  public static final int USUAL_OPEN = 4;

  /** With fewer none could be loaded before it is taken. */
  public static final int LEAST_OPEN = 2;

  private static final Duration GRACE = Duration.ofSeconds(4);
  private static final String PLAIN = "plain";

  /** An answer is soon enough if it takes this share of the deadline. */
  private static final double SOON = 0.6;

  private final Bundle bundle;
  private final Engine engine;
  private final DeviceOptions options;
  private final OpenWays ways;
  private final Decider decider;
  private final LinkWatch watch;
  private final List<TensorSpec> inputs;
  private final Semaphore places;
  private final AtomicInteger onTheirWay = new AtomicInteger();
  private final AtomicReference<String> news = new AtomicReference<>("");
  private volatile Way present;
  private volatile InetSocketAddress edge;
  private volatile boolean closed;

  private AdaptiveRuntime(
      Bundle bundle, Engine engine, DeviceOptions options, int mostOpen, KnownLink known) {
    this.bundle = bundle;
    this.engine = engine;
    this.options = options;
    this.places = new Semaphore(options.inFlight(), true);
    this.edge = options.edges().get(0);
    List<Way> all = ways(bundle, options);
    this.present = all.get(0);
    this.ways = new OpenWays(this::open, mostOpen);
    double soon = SOON * options.deadline().toNanos();
    Decider.Begin begin = new Decider.Begin(soon, known, System.nanoTime());
    this.decider = new Decider(all, options.inFlight(), ways, begin);
    DeviceRuntime first = runtime(present);
    this.inputs = first.inputs();
    ways.keepFirst(OpenWay.of(present, first));
    this.watch = new LinkWatch(() -> edge, options.access(), new Watching());
  }

  /**
   * Opens the first scenario and connects to the edges.
   *
   * @param options the scenario in them is not looked at; changes are told for the way that runs
   *     only, and each decision for another one as well
   * @param mostOpen how many scenarios may be loaded at a time, at least 2; the whole model comes
   *     on top of them
   * @throws UsageException if the bundle holds no scenario
   * @throws ScissionLiteException if none of the edges serves it or can be reached, and the device
   *     cannot answer by itself
   */
  public static AdaptiveRuntime open(
      Bundle bundle, Engine engine, DeviceOptions options, int mostOpen) {
    return open(bundle, engine, options, mostOpen, KnownLink.none());
  }

  /**
   * The same, where a runtime before this one has learned of the link.
   *
   * @param known as {@link #link} told it
   */
  public static AdaptiveRuntime open(
      Bundle bundle, Engine engine, DeviceOptions options, int mostOpen, KnownLink known) {
    if (bundle.manifest().scenarios().isEmpty()) {
      throw new UsageException(
          "bundle '%s' holds no scenario to choose from; the device answers alone without --edge"
              .formatted(bundle.folder()));
    }
    if (mostOpen < LEAST_OPEN) {
      throw new UsageException(
          "expected at least %d open scenarios, got %d".formatted(LEAST_OPEN, mostOpen));
    }
    return new AdaptiveRuntime(bundle, engine, options, mostOpen, known);
  }

  /** The same with up to {@link #USUAL_OPEN} scenarios loaded. */
  public static AdaptiveRuntime open(Bundle bundle, Engine engine, DeviceOptions options) {
    return open(bundle, engine, options, USUAL_OPEN);
  }

  private static List<Way> ways(Bundle bundle, DeviceOptions options) {
    List<Way> ways = new ArrayList<>();
    bundle.manifest().scenarios().forEach(each -> ways.add(way(bundle, each)));
    if (options.answerLocally() && AloneRuntime.isPossible(bundle)) {
      ways.add(Way.alone());
    }
    return ways;
  }

  private static Way way(Bundle bundle, SplitScenario scenario) {
    List<DialStep> steps = bundle.steps(scenario);
    return new Way(
        scenario.name(),
        bytes(scenario),
        steps.size() > 1 ? steps.stream().map(DialStep::bytes).toList() : List.of());
  }

  /** What an image sends, where that is the same for all images. */
  private static long bytes(SplitScenario scenario) {
    return scenario.wire().stream()
        .filter(wire -> wire.codec().equals(PLAIN))
        .mapToLong(AdaptiveRuntime::bytes)
        .sum();
  }

  private static long bytes(WireTensor wire) {
    return wire.spec().type().bytes();
  }

  private OpenWay open(Way way) {
    if (!way.isAlone()) {
      return OpenWay.of(way, runtime(way));
    }
    AloneRuntime alone = AloneRuntime.open(bundle, engine, options.threads());
    decider.warmed(way, (double) alone.warmNanos(), System.nanoTime());
    return OpenWay.of(way, alone);
  }

  private DeviceRuntime runtime(Way way) {
    return DeviceRuntime.open(
        bundle,
        engine,
        options
            .withScenario(way.name())
            .withChanges(
                change -> {
                  if (way.equals(present)) {
                    options.changes().accept(change);
                  }
                }));
  }

  /** What the watch asks and tells. */
  private final class Watching implements LinkWatch.Listener {
    @Override
    public void passed() {
      long now = System.nanoTime();
      told(decider.passed(now));
      decider.open(now);
    }

    @Override
    public OptionalInt probe() {
      return decider.probe(System.nanoTime());
    }

    @Override
    public void probed(int bytes, long nanos) {
      told(decider.probed(bytes, nanos, System.nanoTime()));
    }

    @Override
    public void lost() {
      told(decider.probeLost(System.nanoTime()));
    }
  }

  private void told(Optional<Switch> decision) {
    decision.ifPresent(
        each -> {
          present = decider.present();
          news.set(each.toString());
          options.changes().accept(each.toString());
        });
  }

  /** The model's inputs. */
  public List<TensorSpec> inputs() {
    return inputs;
  }

  /** What is known of the link now, for a runtime of another version of the bundle. */
  public KnownLink link() {
    return decider.link();
  }

  /** Whether no edge answers, and one of them because it runs another bundle. */
  public boolean meetsOtherBundle() {
    return ways.meetOtherBundle();
  }

  /** The link as it is estimated. */
  public Switch.LinkState linkState() {
    return decider.linkState();
  }

  /** The scenario of images at present, or "device-alone". */
  public String scenario() {
    return present.name();
  }

  /**
   * Begins to answer an image; see {@link DeviceRuntime#submit}. {@link Answer#scenario} tells
   * which scenario has answered.
   */
  public CompletableFuture<Answer> submit(Map<String, Tensor> image, long arrivedNanos) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(EdgeErrors.interrupted(e));
    }
    watch.imageCame();
    decider.turn(System.nanoTime()).map(Object::toString).ifPresent(options.changes());
    Way way = decider.next(onTheirWay.incrementAndGet(), System.nanoTime());
    int step = decider.step(way);
    Optional<OpenWay> open = ways.get(way);
    if (open.isEmpty()) {
      leave(failed(way));
      return CompletableFuture.failedFuture(
          new ScissionLiteException("this device runtime is closed; open another one"));
    }
    CompletableFuture<Answer> answer =
        open.get()
            .submit(
                image,
                arrivedNanos,
                new Sending(step, note(way), () -> decider.sent(way, System.nanoTime())));
    var unused =
        answer.whenComplete(
            (found, error) -> {
              ways.end(open.get());
              leave(error == null ? seen(open.get(), step, arrivedNanos, found) : failed(way));
            });
    return answer;
  }

  /** Why this image goes another way than the one before it, for the edge to show. */
  private String note(Way way) {
    if (way.equals(present)) {
      return news.getAndSet("");
    }
    news.compareAndSet("", "back from a trial");
    return "tried with an image";
  }

  private void leave(Observation seen) {
    onTheirWay.decrementAndGet();
    places.release();
    told(decider.observed(seen));
  }

  private static Observation failed(Way way) {
    return new Observation(
        way, 0, System.nanoTime(), 0, 0, 0, 0, 0, Observation.End.FAILED, 0, false);
  }

  private Observation seen(OpenWay open, int step, long arrivedNanos, Answer answer) {
    if (answer.servedBy() instanceof ServedBy.Edge by) {
      edge = addressOf(by);
    }
    long now = System.nanoTime();
    LatencyParts parts = answer.latency();
    Observation.End end = end(open.way(), answer.servedBy());
    boolean late = now - arrivedNanos > options.deadline().toNanos();
    return new Observation(
        open.way(),
        step,
        now,
        parts.deviceNanos() + parts.encodeNanos(),
        end == Observation.End.LATE ? awaitedNanos(answer.servedBy()) : parts.transferNanos(),
        parts.edge().queueNanos(),
        parts.edge().decodeNanos() + parts.edge().executeNanos(),
        answer.traffic().payloadBytes(),
        end,
        open.edgesRest().toNanos(),
        late || end != Observation.End.AS_PLANNED);
  }

  private static Observation.End end(Way way, ServedBy by) {
    if (way.isAlone() || by instanceof ServedBy.Edge) {
      return Observation.End.AS_PLANNED;
    }
    return awaitedNanos(by) > 0 ? Observation.End.LATE : Observation.End.UNASKED;
  }

  private static long awaitedNanos(ServedBy by) {
    return by instanceof ServedBy.Device device ? device.awaitedNanos() : 0;
  }

  private InetSocketAddress addressOf(ServedBy.Edge by) {
    return options.edges().stream()
        .filter(each -> by.address().equals(each.getHostString() + ":" + each.getPort()))
        .findFirst()
        .orElse(edge);
  }

  /**
   * Answers one image, and waits for that; see {@link DeviceRuntime#infer}.
   *
   * @throws ScissionLiteException as there
   */
  public Answer infer(Map<String, Tensor> image) {
    CompletableFuture<Answer> answer = submit(image, System.nanoTime());
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw EdgeErrors.interrupted(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new ScissionLiteException("the request failed: " + e.getCause().getMessage(), e);
    }
  }

  /**
   * Takes no more images, waits until those on their way are answered, which their deadline bounds,
   * and frees all slices; a second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    watch.close();
    try {
      ways.awaitImages(options.deadline().plus(GRACE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ways.close();
  }
}
